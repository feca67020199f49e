import { expect, test } from "vitest";
import { ask, post, postForm, type Said } from "./support/ask.ts";
import { join, patiently, status, wish } from "./support/family.ts";
import { crowd, invite, moveOpening, newOpening, steer } from "./support/opening.ts";
import { booker, rows } from "./support/school.ts";
import { cookieOf } from "./support/session.ts";

test("the plain page says where one stands, and looks again", async () => {
	const opening = await newOpening({ opensIn: 3600 });
	await crowd(opening, 30);
	await steer(opening, "pause");
	const link = await invite(opening);
	const bare = await ask("GET", `/opening/${opening.id}/${link}`);
	expect(bare.shown).toContain("Take my place");
	expect(bare.shown).toMatch(/<meta name="robots" content="noindex/);
	const form = await postForm("/api/form-tickets", { opening: opening.id, invitation: link });
	const path = form.headers.get("location") ?? "";
	expect((await ask("GET", path)).shown).toContain("You have your place");
	await moveOpening(opening.id, { opensIn: -1 });
	await expect
		.poll(async () => (await ask("GET", path)).shown, patiently)
		.toMatch(/(About [\d,]+ of|You are next)/);
	const waiting = await ask("GET", path);
	expect(waiting.shown).toMatch(
		/<noscript>.*http-equiv="refresh" content="10;url=\/opening\/.*<\/noscript>/s,
	);
	const ticket = path.split("place=")[1] ?? "";
	const early = await postForm("/api/form-passes", { opening: opening.id, invitation: link, ticket });
	expect(early.headers.get("location")).toBe(`${path}&no=QUEUE`);
	expect(early.headers.getSetCookie().join()).not.toContain("firstbell_pass_");
	// A place of another opening is none here.
	const other = await newOpening();
	const theirs = (await join(await invite(other))).json.ticket;
	expect((await ask("GET", `/opening/${opening.id}/${link}?place=${theirs}`)).shown).toContain(
		"Take my place",
	);
});

test("both pages of a released opening say whose what is left is, and lead there", async () => {
	const opening = await newOpening({ teachers: 2 });
	const link = await invite(opening);
	const { ticket } = (await join(link)).json;
	await steer(opening, "end");
	await steer(opening, "release");
	await expect.poll(async () => (await status(opening, 1)).json.state, patiently).toBe("released");
	for (const path of ["", `?place=${ticket}`]) {
		const plain = await ask("GET", `/opening/${opening.id}/${link}${path}`);
		expect(plain.shown).toContain("What is left can be booked by everybody");
		expect(plain.shown).not.toContain("This opening is over");
		for (const teacher of opening.teachers) expect(plain.shown).toContain(`href="/t/${teacher}"`);
	}
	// What the other one says comes by its script; whom it leads to is in it.
	const page = (await ask("GET", `/opening/${opening.id}`)).shown;
	for (const teacher of opening.teachers) expect(page).toContain(`href="/t/${teacher}"`);
	const free = wish(opening);
	expect((await post("/api/holds", { ...free, opening: undefined })).status).toBe(201);
});

test("the plain page says what the place holds and until when, in the words of each language", async () => {
	const opening = await newOpening({ waitingRoom: false, seats: 1 });
	const link = await invite(opening);
	const { ticket } = (await join(link)).json;
	const pass = await post("/api/passes", { ticket });
	expect(pass.json.holds).toEqual([]);
	const held = await post("/api/holds", wish(opening, "00:00"), undefined, { cookie: cookieOf(pass) });
	expect(held.status, held.text).toBe(201);
	const place = (await ask("GET", `/api/tickets/${ticket}`)).json;
	const whose = { teacher: "Ada Teacher 1", handle: opening.teacher, type: "talk" };
	expect(place.holds).toEqual([{ ...held.json, ...whose }]);
	const said = { en: "You hold", de: "für Sie reserviert", fr: "gardé pour vous", es: "se guarda para ti" };
	for (const [language, words] of Object.entries(said)) {
		const headers = { "accept-language": language };
		const { shown } = await ask("GET", `/opening/${opening.id}/${link}?place=${ticket}`, { headers });
		expect(shown).toContain(words);
		expect(shown).toContain("Ada Teacher 1");
		expect(shown).not.toContain("held.line");
	}
	await post("/api/releases", { hold: held.json.hold });
	expect((await ask("GET", `/api/tickets/${ticket}`)).json.holds).toEqual([]);
});

test("the plain page gives a place up, says what is done, and looks whether a time came back", async () => {
	const opening = await newOpening({ seats: 1 });
	const link = await invite(opening);
	const fields = { opening: opening.id, invitation: link };
	const taken = await postForm("/api/form-tickets", fields);
	const path = taken.headers.get("location") ?? "";
	const ticket = path.split("place=")[1] ?? "";
	await expect
		.poll(async () => {
			await status(opening, 1);
			return (await postForm("/api/form-passes", { ...fields, ticket })).headers.get("location");
		}, patiently)
		.toBe(path);
	expect((await ask("GET", path)).shown).toContain("I do not need my place any more");
	const left = await postForm("/api/form-departures", { ...fields, ticket });
	expect([left.status, left.headers.get("location")]).toEqual([303, path]);
	const after = (await ask("GET", path)).shown;
	expect(after).toContain("You gave your place up");
	expect(after).not.toContain("I do not need my place any more");

	await postForm("/api/form-tickets", fields);
	const cookie = cookieOf(await post("/api/passes", { ticket }));
	const first = wish(opening, "00:00");
	const booked = await post("/api/bookings", { ...first, ...booker("Plain Done") }, undefined, { cookie });
	expect(booked.status, booked.text).toBe(201);
	expect((await ask("GET", path)).shown).toContain("Each link is the key to a booking");
	const late = await postForm("/api/form-tickets", { ...fields, invitation: await invite(opening) });
	await expect.poll(async () => (await status(opening, 1)).json.state, patiently).toBe("sold_out");
	const soldOut = (await ask("GET", late.headers.get("location") ?? "")).shown;
	expect(soldOut).toContain("All times are taken");
	expect(soldOut).toContain('http-equiv="refresh" content="60;');
});

test("the plain page and the plain form say when it is too early, and when it is over", async () => {
	const opening = await newOpening({ audience: "anyone", opensIn: 3600, joinsIn: 60 });
	const link = await invite(opening);
	const fields = { opening: opening.id, invitation: link };
	const early = await postForm("/api/form-tickets", fields);
	expect(early.headers.get("location")).toMatch(/\?no=CLOSD$/);
	const pageOf = async (said: Said) => (await ask("GET", said.headers.get("location") ?? "")).shown;
	expect(await pageOf(early)).toContain("That was too early: places are not given yet.");
	await steer(opening, "end");
	await expect.poll(async () => (await status(opening, 0)).json.state, patiently).toBe("ended");
	expect(await pageOf(await postForm("/api/form-tickets", fields))).toContain("no places are given any more");
	const asked = await postForm("/api/form-invitation-requests", {
		opening: opening.id,
		email: `late@${opening.id}.example`,
	});
	expect(asked.headers.get("location")).toBe(`/opening/${opening.id}/asked?no=CLOSD`);
	expect(await pageOf(asked)).toContain("no places are given any more");
});

test("without a script a link is asked for by a form, which says what became of it", async () => {
	const opening = await newOpening({ audience: "anyone", opensIn: 3600 });
	const page = (await ask("GET", `/opening/${opening.id}`)).shown;
	expect(page).toMatch(/<noscript>.*action="\/api\/form-invitation-requests".*<\/noscript>/s);
	const email = `plain@${opening.id}.example`;
	const asked = await postForm("/api/form-invitation-requests", { opening: opening.id, email });
	expect([asked.status, asked.headers.get("location")]).toEqual([303, `/opening/${opening.id}/asked`]);
	expect((await ask("GET", `/opening/${opening.id}/asked`)).shown).toContain("Look in your mail");
	expect(
		await rows("select from app.invitations where opening_id = $1 and email = $2", [opening.id, email]),
	).toHaveLength(1);
	const wrong = await postForm("/api/form-invitation-requests", { opening: opening.id, email: "nobody" });
	expect(wrong.headers.get("location")).toBe(`/opening/${opening.id}/asked?no=INVAL`);
	const again = (await ask("GET", wrong.headers.get("location") ?? "")).shown;
	expect(again).toContain("Please give one whole e-mail address.");
	expect(again).toContain('action="/api/form-invitation-requests"');
	// For the invited there is nothing to ask for, and with no waiting room nothing is needed.
	for (const [wish, words] of [
		[{ opensIn: 3600 }, "cannot know your place"],
		[{ audience: "anyone", waitingRoom: false, opensIn: 3600 }, "You need no link"],
	] as const) {
		const { text } = await ask("GET", `/opening/${(await newOpening(wish)).id}`);
		expect(text).toContain(words);
		expect(text).not.toContain("form-invitation-requests");
	}
});
