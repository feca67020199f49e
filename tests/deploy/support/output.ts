import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { join } from "node:path";
import { given } from "../../api/support/ask.ts";

export type Route = {
	handle?: string;
	src?: string;
	dest?: string;
	status?: number;
	continue?: boolean;
	check?: boolean;
	headers?: Record<string, string>;
	has?: Condition[];
	missing?: Condition[];
};
export type Condition = { type: string; key: string; value?: string };

/** What Vercel would be handed, by its Build Output API. */
export const output = given("VERCEL_OUTPUT");
const functions = join(output, "functions");

export const config = readJson<{ routes: Route[]; crons: { path: string; schedule: string }[] }>(
	join(output, "config.json"),
);

type Settings = {
	runtime: string;
	maxDuration?: number;
	memory?: number;
	regions?: string[];
	filePathMap?: Record<string, string>;
};

const all = readdirSync(functions, { recursive: true, encoding: "utf8" }).map((path) =>
	path.replaceAll("\\\\", "/"),
);

/** Each function by its address; most share one, to which they lead by links. */
export const functionsByPath = new Map(
	all
		.filter((path) => path.endsWith(".func") && existsSync(join(functions, path, ".vc-config.json")))
		.map((path) => [`/${path.slice(0, -".func".length)}`, realpathSync(join(functions, path))]),
);

/** What is to be known of each function that there really is. */
export const settings = [...new Set(functionsByPath.values())].map((folder) => ({
	folder,
	...readJson<Settings>(join(folder, ".vc-config.json")),
}));

type Prerender = {
	expiration: number | false;
	staleExpiration?: number;
	initialStatus?: number;
	allowQuery?: string[];
	fallback?: unknown;
};

/** Pages that are made ahead, whole or their frame, by their address; not the parts of them that browsers ask for. */
export const prerenders = new Map(
	all
		.filter((path) => /^(?!.*(\.rsc|\.segments)).*\.prerender-config\.json$/.test(path))
		.map((path) => [
			`/${path.replace(/\.prerender-config\.json$/, "")}`,
			readJson<Prerender>(join(functions, path)),
		]),
);

/** Whether something stands at an address: a function, a page made ahead, a file. */
export const stands = (path: string): boolean =>
	functionsByPath.has(path) ||
	existsSync(join(functions, `${path}.prerender-config.json`)) ||
	isFile(join(output, "static", path));

const isFile = (path: string) => existsSync(path) && statSync(path).isFile();

export function readJson<T>(path: string): T {
	return JSON.parse(readFileSync(path, "utf8"));
}

/** How large a function is when it is unpacked, in megabytes. */
export function megabytes({
	folder,
	filePathMap = {},
}: {
	folder: string;
	filePathMap?: Record<string, string>;
}): number {
	const project = join(output, "..", "..");
	const own = readdirSync(folder, { recursive: true, encoding: "utf8" }).map((path) => join(folder, path));
	const traced = Object.values(filePathMap).map((path) => join(project, path));
	return (
		[...own, ...traced].reduce((sum, path) => sum + (isFile(path) ? statSync(path).size : 0), 0) / 1_000_000
	);
}
