import { globSync, readFileSync } from "node:fs";
import { dirname } from "node:path";

/** Every route there is, from the files themselves: `POST /api/holds`, `GET /api/calendars/[ref]`. */
export const routes: string[] = globSync("app/**/route.ts").flatMap((file) => {
	const source = readFileSync(file, "utf8");
	const methods = [...source.matchAll(/^export (?:const|async function|function) ([A-Z]+)\b/gm)];
	return methods.map(([, method]) => `${method} ${pathOf(file)}`);
});

/** Every page there is, at its address in any language: `/t/[handle]`. */
export const pages: string[] = globSync("app/**/page.tsx").map(pathOf);

function pathOf(file: string): string {
	return dirname(file).replace(/^app(\/\[lang\])?\/?/, "/");
}
