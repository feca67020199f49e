import { cpSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";

const lines = readFileSync("Containerfile", "utf8").split("\n");
const stages = new Map<string, string[]>();
for (const line of lines) {
	const name = /^FROM \S+ AS (\w+)$/.exec(line)?.[1];
	if (name) stages.set(name, []);
	else [...stages.values()].at(-1)?.push(line);
}
const stage = (name: string) => stages.get(name) ?? [];
const instructions = (name: string, keyword: string) =>
	stage(name)
		.filter((line) => line.startsWith(`${keyword} `))
		.map((line) => line.slice(keyword.length + 1));

/** `ENV` of a stage. */
export const environmentOf = (name: string): Record<string, string> =>
	Object.fromEntries(
		instructions(name, "ENV").flatMap((line) =>
			[...line.matchAll(/(\w+)=(\S+)/g)].map(([, key, value]) => [key as string, value as string]),
		),
	);

/** The words that a stage is begun with. */
export const commandOf = (name: string): string[] => JSON.parse(instructions(name, "CMD").at(-1) ?? "[]");

/** What `COPY --from=build` puts into the image of the app, put into `folder`: from this project, and from a build in it. */
export function layOut(folder: string, distDir: string): void {
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder, { recursive: true });
	for (const line of instructions("app", "COPY")) {
		const [, from = "", to = ""] = /^--from=build \/app\/(\S+) (\S+)$/.exec(line) ?? [];
		if (!from) throw new Error(`Not known: COPY ${line}`);
		const source = from.replace(/^\.next/, distDir);
		const target = join(folder, to.replace(/^\.\/\.next/, distDir));
		// As Docker does: into a folder whose name ends with a stroke, else as what is named.
		const file = to.endsWith("/") && /\.\w+$/.test(from);
		mkdirSync(dirname(target), { recursive: true });
		cpSync(source, file ? join(target, from.split("/").at(-1) ?? "") : target, {
			recursive: true,
			// A link stays as it was written, and so leads within the image.
			verbatimSymlinks: true,
		});
	}
}
