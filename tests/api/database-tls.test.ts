import { afterEach, expect, test, vi } from "vitest";
import { asANewProcess } from "./support/as-a-new-process.ts";
import { given } from "./support/ask.ts";
import { selfSigned } from "./support/certificate.ts";
import { newSchool } from "./support/school.ts";
import { tlsDoor } from "./support/tls-door.ts";

const [own, other] = [selfSigned(), selfSigned()];
const plain = given("DATABASE_URL");
const secured = await tlsDoor(plain, own);
const { teachers } = await newSchool();
const { handle, name } = teachers[0] as (typeof teachers)[number];

afterEach(() => vi.restoreAllMocks());

test.each([
	["", own.cert],
	["?sslmode=verify-full", own.cert],
	["?sslmode=require", own.cert.replaceAll("\n", "\\n")],
	["?sslmode=no-verify", own.cert],
])(
	"an address with %s connects where the certificate is of the authority we were given",
	async (mode, ca) => {
		expect(await asked(secured + mode, ca)).toBe(name);
	},
);

test.each([
	["", other.cert],
	["?sslmode=verify-full", other.cert],
	["?sslmode=no-verify", other.cert],
	["?sslmode=disable", other.cert],
	// Node's own authorities have not signed it either.
	["?sslmode=verify-full", undefined],
])("an address with %s is BUSY0 where it is of another, and says why in the log", async (mode, ca) => {
	const log = vi.spyOn(console, "error").mockImplementation(() => {});
	expect(await asked(secured + mode, ca)).toBe("BUSY0");
	expect(log.mock.calls.flat().join()).toMatch(/database out of reach: .*(certificate|signature)/);
});

test("a database without TLS is BUSY0 for who was given an authority", async () => {
	const log = vi.spyOn(console, "error").mockImplementation(() => {});
	expect(await asked(plain, own.cert)).toBe("BUSY0");
	expect(log.mock.calls.flat().join()).toContain("does not support SSL");
});

test("the door itself lets nobody in who does not speak TLS", async () => {
	vi.spyOn(console, "error").mockImplementation(() => {});
	expect(await asked(`${secured}?sslmode=disable`, undefined)).toBe("BUSY0");
});

/** What a teacher's page would say with this address and this authority, as a server that starts with them. */
async function asked(url: string, ca: string | undefined): Promise<string> {
	asANewProcess({ DATABASE_URL: url, DATABASE_CA: ca });
	const { call } = await import("../../lib/db.ts");
	return call<{ name: string }>("get_teacher", handle).then(
		(teacher) => teacher.name,
		(error: { code: string }) => error.code,
	);
}
