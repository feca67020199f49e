import { readFileSync } from "node:fs";
import { BlockList } from "node:net";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { DockerfileParser } from "dockerfile-ast";
import { validate } from "dockerfile-utils";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { variables } from "../../lib/env.ts";
import { secretsText } from "../../stack/compose/secrets-text.ts";
import { settings } from "../../stack/compose/settings.ts";
import { neverDeployed } from "../support/never-deployed.ts";

const folder = "stack/compose";
const text = readFileSync(join(folder, "compose.yaml"), "utf8");
const composed = parse(text, { merge: true }) as Composed;
const { services } = composed;
type Composed = {
	services: Record<string, Service>;
	configs?: Record<string, Handed>;
	secrets?: Record<string, Handed>;
	networks: { inside: { ipam: { config: { subnet: string; gateway: string; ip_range: string }[] } } };
};
/** What Compose puts into a container: a file that it mounts, or what it writes there itself. */
type Handed = { file?: string; content?: string; environment?: string };
type Service = {
	image: string;
	ports?: string[];
	read_only: boolean;
	cap_drop: string[];
	security_opt: string[];
	configs?: { source: string }[];
	secrets?: { source: string }[];
	environment?: Record<string, string>;
	profiles?: string[];
	entrypoint?: string[];
	networks: { inside: { ipv4_address?: string } };
};
const each = Object.entries(services);

test("what is mounted is what the rehearsal's own texts make of it", () => {
	for (const [name, made] of Object.entries(settings()))
		expect(readFileSync(join(folder, name), "utf8"), `${name}: npm run settings`).toBe(made);
});

test("people are told to run nothing that the oldest Node that is promised could not", () => {
	const told = [
		"README.md",
		"docs/self-hosting.md",
		"docs/upgrading.md",
		"docs/operating.md",
		"docs/backups.md",
	]
		.map((file) => readFileSync(file, "utf8"))
		.concat(text)
		.join("\n")
		// In a container there is a Node of our own.
		.replaceAll(/docker compose (exec|run).*/g, "");
	expect(told.match(/.*node (\S+\/)*\S+\.ts.*/g) ?? []).toEqual([]);
	const { scripts } = JSON.parse(readFileSync("package.json", "utf8"));
	for (const [, name = ""] of told.matchAll(/npm run ([a-z-]+)/g))
		if (name !== "build") expect(scripts[name], name).toBe(`node stack/launch.mjs ${name}`);
});

test("nothing but the edge is reached from outside", () => {
	expect(each.filter(([, { ports }]) => ports).map(([name]) => name)).toEqual(["edge"]);
});

test("each writes where it may alone, has no powers, and is of one version", () => {
	for (const [name, service] of each) {
		expect(service, name).toMatchObject({ read_only: true, cap_drop: ["ALL"] });
		expect(service.security_opt, name).toContain("no-new-privileges:true");
		if (!service.image.startsWith("firstbell")) expect(service.image, name).toMatch(/:v?\d+\.\d+/);
	}
});

test("nothing is to be written into a root that is read-only, which Compose refuses to begin", () => {
	expect(writtenIntoReadOnly(composed)).toEqual([]);
	const written = { read_only: true, configs: [{ source: "users" }] } as Service;
	const users = { users: { content: "x" } };
	expect(writtenIntoReadOnly({ ...composed, services: { written }, configs: users })).toEqual([
		"written: users",
	]);
});

test("an address that is named is given to nobody else", () => {
	const [{ subnet, gateway, ip_range } = { subnet: "", gateway: "", ip_range: "" }] =
		composed.networks.inside.ipam.config;
	const [within, dealtOut] = [subnet, ip_range].map(inRange);
	const named = each.flatMap(([, { networks }]) => networks.inside.ipv4_address ?? []);
	expect(new Set([gateway, ...named]).size).toBe(named.length + 1);
	for (const address of [gateway, ...named])
		expect([within?.(address), dealtOut?.(address)], address).toEqual([true, false]);
	expect([dealtOut?.("10.77.0.130"), within?.("10.77.1.5")]).toEqual([true, false]);
});

test("no secret stands in it: each is asked for, and what asks is written", () => {
	const asked = new Set([...text.matchAll(/\$\{(\w+)(:\?|:-)?/g)].map(([, name]) => name as string));
	const written = parseEnv(secretsText("https://book.school.example"));
	const withUsual = new Set([...text.matchAll(/\$\{(\w+):-/g)].map(([, name]) => name));
	for (const name of asked) if (!withUsual.has(name)) expect(written, name).toHaveProperty(name);
	for (const [name, { environment = {} }] of each)
		for (const [key, value] of Object.entries(environment))
			if (/PASSWORD|SECRET|TOKEN|KEYS|_URL$/.test(key) && /:\/\/[^$]*:[^$]*@/.test(value))
				expect.fail(`${name}: ${key}`);
});

test("sign-in keeps people waiting no longer than a hosted one is told to", () => {
	const hosted = readFileSync("supabase/config.toml", "utf8");
	const told = (name: string) => new RegExp(`^${name} = "?(\\w+)"?$`, "m").exec(hosted)?.[1];
	expect(services.auth?.environment).toMatchObject({
		GOTRUE_SMTP_MAX_FREQUENCY: told("max_frequency"),
		GOTRUE_MAILER_OTP_LENGTH: told("otp_length"),
		GOTRUE_MAILER_OTP_EXP: told("otp_expiry"),
	});
	// Less than the minute of api.ask_code, which is the one that says "not yet".
	expect(told("max_frequency")).toBe("50s");
});

test("secrets are each their own, and sign-in has a key of two halves", () => {
	const one = parseEnv(secretsText("https://book.school.example"));
	const other = parseEnv(secretsText("https://book.school.example"));
	const long = Object.entries(one).filter(([, value]) => (value?.length ?? 0) >= 43);
	expect(new Set(long.map(([, value]) => value)).size).toBe(long.length);
	for (const [name, value] of long) expect(other[name], name).not.toBe(value);
	const [key] = JSON.parse(one.AUTH_JWT_KEYS ?? "");
	expect(key).toMatchObject({ kty: "EC", crv: "P-256", alg: "ES256", key_ops: ["sign", "verify"] });
});

test("an instance is told all that it reads, and what operating.md names of traces", () => {
	const told = services["app-1"]?.environment;
	const traces = readFileSync("docs/operating.md", "utf8").match(/\bOTEL_[A-Z_]+\b/g) ?? [];
	expect(traces).toContain("OTEL_TRACES_SAMPLER_ARG");
	// A database without a replica, and without an authority of its own.
	const left = ["DATABASE_READ_URL", "DATABASE_CA", ...neverDeployed()];
	for (const name of [...variables.map(({ name }) => name), ...traces])
		if (!left.includes(name)) expect(told, name).toHaveProperty(name);
	for (const name of traces) expect(told?.[name]).toBe(`\${${name}:-}`);
});

test("the doctor is asked inside, of the very environment that instances have", () => {
	expect(services.doctor).toMatchObject({ profiles: ["asked"], entrypoint: ["node", "stack/doctor.ts"] });
	expect(services.doctor?.environment).toEqual(services["app-1"]?.environment);
	expect(services.doctor?.image).toBe("firstbell-tools");
});

test("a school is imported with all that it needs, only when it is asked for, and a copy is made without a question", () => {
	const { profiles, entrypoint, environment } = services.import ?? {};
	expect([profiles, entrypoint]).toEqual([["asked"], ["node", "stack/import.ts"]]);
	expect(environment).toMatchObject({
		...services.crons?.environment,
		APP_URL: services["app-1"]?.environment?.APP_URL,
		DATABASE_ADMIN_URL: services.migrations?.environment?.DATABASE_ADMIN_URL,
	});
	const told = readFileSync("docs/self-hosting.md", "utf8");
	expect(told).toMatch(/docker compose run .* import school\.csv --staff /);
	// Whoever comes by its own socket is asked for a password as well, and there is nobody at a terminal.
	expect(services.database?.environment?.POSTGRES_INITDB_ARGS).toContain("--auth=scram-sha-256");
	const [dump = ""] = told.match(/docker compose exec .*pg_dump.*/) ?? [];
	expect(dump).toMatch(/exec -T database sh -c 'PGPASSWORD=\$POSTGRES_PASSWORD pg_dump /);
});

test("operators are named when it is asked for, with what that needs and no more", () => {
	expect(services.operators).toMatchObject({
		profiles: ["asked"],
		entrypoint: ["node", "stack/operators.ts"],
	});
	expect(services.operators?.environment).toEqual(services["after-restore"]?.environment);
	expect(readFileSync("docs/operating.md", "utf8")).toContain("docker compose run --rm operators ");
});

test("what was restored is looked at when it is asked for, by the file of the provider, and Redis is emptied by its password", () => {
	const { profiles, entrypoint, environment } = services["after-restore"] ?? {};
	expect([profiles, entrypoint]).toEqual([["asked"], ["node", "stack/after-restore.ts"]]);
	expect(environment).toEqual({
		DATABASE_ADMIN_URL: services.migrations?.environment?.DATABASE_ADMIN_URL,
	});
	const told = readFileSync("docs/self-hosting.md", "utf8");
	expect(told).toMatch(/docker compose run .*:\/app\/provider\.log:ro after-restore --sent provider\.log/);
	expect(told).toMatch(/docker compose exec redis sh -c 'REDISCLI_AUTH=\$REDIS_PASSWORD redis-cli flushdb'/);
	expect(services.redis?.environment).toHaveProperty("REDIS_PASSWORD");
});

const containerfile = readFileSync("Containerfile", "utf8");

test("the container file is one, by a linter that finds what is none", () => {
	expect(validate(containerfile)).toEqual([]);
	expect(validate(containerfile.replace("WORKDIR /app", "WORKDIRR /app"))).not.toEqual([]);
});

test("its images are of one version, run as nobody in particular, and hold nothing from the environment of who builds them", () => {
	const file = DockerfileParser.parse(containerfile);
	const { node } = JSON.parse(readFileSync("package.json", "utf8")).devDependencies;
	const outside = file.getFROMs().filter((from) => from.getImage()?.includes(":"));
	expect(outside.map((from) => from.getImage())).toEqual([`node:${node}-bookworm-slim`]);
	expect(containerfile.match(/^USER .*$/gm)).toEqual(["USER node", "USER node"]);
	expect(containerfile).toMatch(/^HEALTHCHECK .*is-ready/m);
	expect(containerfile).toMatch(/^STOPSIGNAL SIGUSR2$/m);
	// The one thing that a build is told is where people come to.
	expect(
		file
			.getInstructions()
			.filter((each) => each.getKeyword() === "ARG")
			.map(String),
	).toHaveLength(1);
	expect(containerfile).not.toMatch(/(SECRET|PASSWORD|TOKEN|DATABASE_URL)=/);
	const passed = readFileSync(".dockerignore", "utf8");
	expect(passed).toMatch(/^\*$/m);
	expect(passed).toMatch(/^\*\*\/\.env\*$/m);
	// The last line that fits decides: what is secret has to stand after what lets its folder in.
	for (const secret of ["stack/compose/tls", "**/.env*"])
		expect(passed.split("\n").indexOf(secret), secret).toBeGreaterThan(passed.split("\n").indexOf("!stack"));
	for (const dev of containerfile.matchAll(/npm ci (?!.*--omit=dev).*/g))
		expect(
			containerfile
				.slice(0, dev.index)
				.match(/^FROM .*$/gm)
				?.at(-1),
		).toBe("FROM base AS build");
});

/** What Compose would have to write there itself: only a file of ours is mounted. */
function writtenIntoReadOnly({ services, configs, secrets }: Composed): string[] {
	const handed = { ...configs, ...secrets };
	return Object.entries(services).flatMap(([name, { read_only, ...service }]) =>
		[...(service.configs ?? []), ...(service.secrets ?? [])]
			.filter(({ source }) => read_only && !handed[source]?.file)
			.map(({ source }) => `${name}: ${source}`),
	);
}

/** Whether an address is of `10.77.0.0/24`, or the like. */
function inRange(range: string): (address: string) => boolean {
	const [net = "", bits = ""] = range.split("/");
	const addresses = new BlockList();
	addresses.addSubnet(net, Number(bits));
	return (address) => addresses.check(address);
}
