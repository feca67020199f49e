// The first thing `npm start`, `npm test` and the others run, on whatever Node is there and before anything is
// installed: so plain JavaScript, nothing imported but Node itself. It installs what the lock names, then hands over
// to the pinned Node 24, which runs TypeScript as it is.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { constants } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [command, ...rest] = process.argv.slice(2);
const file = join(root, "stack", `${command}.ts`);

if (Number(process.versions.node.split(".")[0]) < 20) {
	give(
		`Firstbell needs Node 20 or newer, and this is ${process.version}: get one at https://nodejs.org and try again.`,
	);
}
if (!/^[a-z-]+$/.test(command ?? "") || !existsSync(file)) {
	give(`There is no command "${command ?? ""}" here: try npm start, npm test or npm run dev.`);
}
await install();
run(node24(), ["--disable-warning=ExperimentalWarning", file, ...rest]);

/** Installs when node_modules is missing, half made or older than the lock. */
async function install() {
	if (installedAsLocked()) return;

	const began = Date.now();
	const seconds = () => `${Math.round((Date.now() - began) / 1000)} s`;
	const tick = process.stdout.isTTY
		? setInterval(() => process.stdout.write(`\rInstalling what Firstbell needs … ${seconds()} `), 1000)
		: undefined;
	process.stdout.write("Installing what Firstbell needs … ");
	// The machine's Node may be older than some packages would like; they run on Node 24, so that warning only worries.
	const child = spawn("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
		cwd: root,
		stdio: ["ignore", "pipe", "pipe"],
		shell: process.platform === "win32",
	});
	let said = "";
	const hear = (chunk) => {
		said += chunk;
	};
	child.stdout.on("data", hear);
	child.stderr.on("data", hear);
	const code = await new Promise((done) => {
		child.on("error", (error) => done(hear(error.message)));
		child.on("close", done);
	});
	clearInterval(tick);
	process.stdout.write(`${process.stdout.isTTY ? "\rInstalling what Firstbell needs … " : ""}${seconds()}\n`);
	if (code !== 0) {
		// npm ends with a page on its own usage, which would push the reason off the screen.
		process.stderr.write(`${said.split("npm error Clean install a project")[0]}\n`);
		give("Installing failed, and npm says why above: mend that, then run this again.");
	}
}

/** npm's own note of what it installed, written when all of it was there; only optional packages may be missing. */
function installedAsLocked() {
	const packages = (file) => JSON.parse(readFileSync(join(root, file), "utf8")).packages;
	if (!existsSync(join(root, "node_modules", ".package-lock.json"))) return false;
	const installed = packages("node_modules/.package-lock.json");
	return Object.entries(packages("package-lock.json")).every(
		([path, { version, optional }]) =>
			path === "" || installed[path]?.version === version || (optional && !installed[path]),
	);
}

/**
 * A Node that runs TypeScript as it is: the pinned 24, else this one if it can, else the 24 fetched for us alone. The
 * pinned one is missing where npm runs no install scripts, or where the registry has no binary for the machine.
 */
function node24() {
	const fetched = join(root, ".firstbell", "node");
	const found = pinnedNode([join(root, "node_modules"), join(root, "node_modules/node/node_modules")]);
	if (found) return found;
	const [major, minor] = process.versions.node.split(".").map(Number);
	if (major >= 24 || (major === 22 && minor >= 18)) return process.execPath;

	const { dependencies, devDependencies, optionalDependencies } = JSON.parse(
		readFileSync(join(root, "package.json"), "utf8"),
	);
	const { node: version } = { ...dependencies, ...devDependencies, ...optionalDependencies };
	const system = process.platform === "win32" ? "win" : process.platform;
	const carrier = `${system === "darwin" && process.arch === "arm64" ? "node-bin" : "node"}-${system}-${process.arch}@${version}`;
	const already = pinnedNode([join(fetched, "node_modules")]);
	if (!already) {
		const args = ["install", "--prefix", fetched, "--no-save", "--ignore-scripts", "--no-audit", carrier];
		spawnSync("npm", args, { cwd: root, stdio: "ignore", shell: process.platform === "win32" });
	}
	return (
		already ||
		pinnedNode([join(fetched, "node_modules")]) ||
		give(
			`Firstbell runs on Node 24, and npm has none for this machine: get it at https://nodejs.org and try again.`,
		)
	);
}

/** Its binary, from whichever package in these folders carries it and can say its version. */
function pinnedNode(folders) {
	for (const folder of folders.filter((each) => existsSync(each))) {
		for (const name of readdirSync(folder).filter((each) =>
			/^node(-(bin-)?(linux|darwin|win)-\w+)?$/.test(each),
		)) {
			const binary = join(folder, name, "bin", process.platform === "win32" ? "node.exe" : "node");
			const version = existsSync(binary) ? spawnSync(binary, ["--version"], { encoding: "utf8" }).stdout : "";
			if (Number(/^v(\d+)/.exec(version ?? "")?.[1] ?? 0) >= 24) return binary;
		}
	}
	return undefined;
}

/** Runs it in this one's place: same terminal, signals passed on, its exit code as ours. */
function run(binary, args) {
	const child = spawn(binary, args, { cwd: process.cwd(), stdio: "inherit", env: process.env });
	for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
	child.on("error", (error) => give(`Node 24 would not start: ${error.message}`));
	child.on("exit", (code, signal) => process.exit(signal ? 128 + constants.signals[signal] : code));
}

function give(sentence) {
	process.stderr.write(`${sentence}\n`);
	process.exit(1);
}
