import { writeFileSync } from "node:fs";
import type { Run } from "../run.ts";
import { page } from "./page.ts";

/** Writes one HTML file that holds all it needs and asks nobody; with `other`, both runs beside each other. */
export function writeReport(run: Run, file: string, other?: Run): void {
	writeFileSync(file, page(run, other).markup);
}
