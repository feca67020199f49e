import { globSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { languages } from "../../lib/languages/languages.js";
import { messagesIn } from "../../lib/languages/messages.ts";
import { saidIn } from "../../lib/languages/said-in.ts";
import { reasons, refusals } from "../../lib/refusal.ts";
import { ask, given, post, postForm } from "./support/ask.ts";
import { newSchool, startIn } from "./support/school.ts";

const { teachers } = await newSchool();
const teacher = teachers[0]?.handle ?? "";
const nobody = { teacher, type: "lesson", startsAt: startIn(3), name: " ", email: "nobody", timeZone: "UTC" };
const hear = (headers: Record<string, string>) => post("/api/bookings", nobody, undefined, { headers });

describe("in words", () => {
	test("is in the English words under its own code, and so are the reasons", () => {
		for (const [code, { message }] of Object.entries(refusals))
			expect((messagesIn("en").refusals as Record<string, unknown>)[code], code).toBe(message);
		for (const [why, message] of Object.entries(reasons))
			expect((messagesIn("en").refusals as Record<string, unknown>)[why], why).toBe(message);
	});

	test("says in each language what a booker has to mend", () => {
		const schemas = ["bookings", "waits", "mine", "openings", "mail", "teachers"].flatMap((room) =>
			globSync(`lib/${room}/{schema,field-schema,wish-schema}.ts`),
		);
		const faults = [...schemas, "lib/slots/schema.ts", "supabase/schemas/27_app_answers_to.sql"].flatMap(
			(file) =>
				[...readFileSync(file, "utf8").matchAll(/["'“]([A-Z][^"'\n]{8,}\.)["']/g)].map(
					([, fault]) => fault ?? "",
				),
		);
		expect(faults.length).toBeGreaterThan(30);
		const unknown = faults.filter((fault) => !forMachines.has(fault) && saidIn("de", fault) === fault);
		expect([...new Set(unknown)]).toEqual([]);
	});

	test("that no room knows stays as it is", () => {
		expect(saidIn("fr", "An office hears this in English.")).toBe("An office hears this in English.");
		expect(saidIn("en", refusals.TAKEN.message)).toBe(refusals.TAKEN.message);
		expect(saidIn("es", refusals.TAKEN.message)).toMatch(/ocupada/);
	});
});

describe("in an answer", () => {
	const mended = {
		en: [
			"Something in this request needs mending.",
			"Please give a name.",
			"This does not look like an e-mail address.",
		],
		de: [
			"Etwas in dieser Anfrage muss noch berichtigt werden.",
			"Bitte geben Sie einen Namen an.",
			"Das sieht nicht nach einer E-Mail-Adresse aus.",
		],
		fr: [
			"Quelque chose est à corriger dans cette demande.",
			"Veuillez indiquer un nom.",
			"Cela ne ressemble pas à une adresse e-mail.",
		],
		es: [
			"Hay algo que corregir en esta solicitud.",
			"Escribe un nombre, por favor.",
			"Esto no parece una dirección de correo.",
		],
	};

	test.each(languages)("%s is said to who asks for it, with what to mend", async (language) => {
		const said = await hear({ "accept-language": `xx, ${language};q=0.8, en;q=0.1` });
		const { message, fields } = said.error as unknown as { message: string; fields: Record<string, string> };
		expect([said.status, message, fields.name, fields.email]).toEqual([422, ...mended[language]]);
		expect(said.headers.get("content-language")).toBe(language);
		expect(said.headers.get("cache-control")).toBe("private, no-store");
	});

	test("what was chosen wins, and an unknown language is English", async () => {
		const chosen = { cookie: "firstbell_language=fr", "accept-language": "de" };
		expect((await hear(chosen)).error?.message).toBe(mended.fr[0]);
		for (const headers of [{ "accept-language": "tlh" }, { cookie: "firstbell_language=tlh" }, {}])
			expect((await hear(headers as Record<string, string>)).error?.message).toBe(mended.en[0]);
	});

	test("the desk hears English, whatever its teacher reads elsewhere", async () => {
		const page = (path: string) => ({
			"accept-language": "de",
			referer: new URL(path, given("APP_URL")).href,
		});
		expect((await hear(page("/desk/openings/x"))).error?.message).toBe(mended.en[0]);
		expect((await hear(page("/desktop"))).error?.message).toBe(mended.de[0]);
		expect((await hear(page(`/t/${teacher}`))).error?.message).toBe(mended.de[0]);
	});

	test("a program is answered by what it asks for, and no cookie changes that", async () => {
		const headers = {
			authorization: "Bearer fb_unknown",
			"accept-language": "es",
			cookie: "firstbell_language=de",
		};
		const said = await ask("GET", "/api/bookings", { headers });
		expect([said.status, said.error?.message]).toEqual([
			401,
			saidIn("es", "This token is unknown, was removed or has run out."),
		]);
	});

	test("what an edge keeps is the same in each language", async () => {
		const list = (language: string) =>
			ask("GET", `/api/slots/${teacher}/lesson/2099-W01`, { headers: { "accept-language": language } });
		const [german, french] = [await list("de"), await list("fr")];
		expect([german.status, german.text]).toEqual([french.status, french.text]);
		expect(german.headers.get("content-language")).toBeNull();
	});
});

describe("a language", () => {
	const choose = (fields: Record<string, string>, headers: Record<string, string> = {}) =>
		postForm("/api/form-languages", fields, { headers });
	const kept = /^firstbell_language=fr; Path=\/; Max-Age=31536000; HttpOnly; SameSite=Lax$/;

	test("is kept for a year, and leads back to where one was", async () => {
		const said = await choose({ language: "fr", back: `/t/${teacher}?type=lesson` });
		expect([said.status, said.headers.get("location")]).toEqual([303, `/t/${teacher}?type=lesson`]);
		expect(said.headers.getSetCookie()).toContainEqual(expect.stringMatching(kept));
		const page = await ask("GET", "/", {
			cookie: "firstbell_language=fr",
			headers: { "accept-language": "de" },
		});
		expect(page.text).toContain('<html lang="fr"');
	});

	test("that nobody speaks here is refused", async () => {
		const said = await choose({ language: "tlh" });
		expect([said.status, said.error?.code, said.headers.getSetCookie()]).toEqual([422, "INVAL", []]);
	});

	test("is chosen, too, on a page whose address is a key and says no origin, and on no page elsewhere", async () => {
		const from = (site: string) => choose({ language: "fr" }, { origin: "null", "sec-fetch-site": site });
		const own = await from("same-origin");
		expect([own.status, own.headers.get("location")]).toEqual([303, "/"]);
		for (const site of ["cross-site", "same-site", "none"])
			expect((await from(site)).error?.code).toBe("ORIGN");
		const booking = await postForm(
			"/api/form-mine-links",
			{ email: "a@b.example" },
			{
				headers: { origin: "null", "sec-fetch-site": "same-origin" },
			},
		);
		expect(booking.error?.code).toBe("ORIGN");
	});

	test("leads to no other site", async () => {
		for (const back of ["https://evil.example/", "//evil.example", "/\\evil.example", "/.//evil.example"])
			expect((await choose({ language: "de", back })).headers.get("location")).toBe("/");
	});
});

/** What a server says to another, or a program that was written for it. */
const forMachines = new Set(["This is no Message-ID of ours.", "Postgres cannot hold this."]);
