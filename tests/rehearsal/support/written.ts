import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeReport } from "../../../stack/rehearsal/report/write-report.ts";
import type { Run } from "../../../stack/rehearsal/run.ts";

/** The report as it was written to disk. */
export function written(run: Run, other?: Run): string {
	const folder = mkdtempSync(join(tmpdir(), "firstbell-report-"));
	try {
		writeReport(run, join(folder, "report.html"), other);
		return readFileSync(join(folder, "report.html"), "utf8");
	} finally {
		rmSync(folder, { recursive: true });
	}
}
