import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import { axisOf, rowAt, rowOfMinute, step } from "../../app/[lang]/desk/calendar/axis.ts";
import { isMovable, moveOf, toldWords } from "../../app/[lang]/desk/calendar/booking-moves.ts";
import { firstWeekday, monthDays, weekStart } from "../../app/[lang]/desk/calendar/days.ts";
import {
	type Asked,
	type Edit,
	edited,
	isOutdated,
	seen,
	undoOf,
	wishOf,
} from "../../app/[lang]/desk/calendar/edits.ts";
import { moved } from "../../app/[lang]/desk/calendar/moves.ts";
import { closed, type Hours, opened } from "../../app/[lang]/desk/calendar/spans.ts";
import { draftOf, draftOfAbsence, editOf } from "../../app/[lang]/desk/calendar/stretch-draft.ts";
import type { Calendar } from "../../lib/desk/calendar-schema.ts";
import { isoOf } from "../../lib/instant.ts";
import { addDays } from "../../lib/time.ts";

const zones = [
	"Europe/London",
	"Australia/Lord_Howe",
	"Antarctica/Troll",
	"Africa/Cairo",
	"America/Nuuk",
	"Asia/Kathmandu",
];

test("each day's rows are its quarters of an hour, 23, 24 or 25 hours of them, in order and in their places", () => {
	const lengths = new Set<number>();
	for (const zone of zones)
		for (let week = "2026-01-05"; week < "2028-01-01"; week = addDays(week, 7)) {
			const days = [0, 1, 2, 3, 4, 5, 6].map((n) => addDays(week, n));
			const axis = axisOf(days, zone);
			for (const [index, column] of axis.columns.entries()) {
				const day = Temporal.PlainDate.from(days[index] ?? "");
				const zoned = day.toZonedDateTime(zone);
				const starts = column.starts.filter((at) => at !== undefined);
				lengths.add(zoned.hoursInDay);
				expect(starts.length * step, `${zone} ${day}`).toBe(zoned.hoursInDay * 60);
				expect(starts).toEqual(starts.toSorted((a, b) => a - b));
				if (zoned.hoursInDay === 24) continue;
				for (const [row, at] of column.starts.entries()) {
					if (at === undefined) continue;
					const wall = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
					expect(wall.hour * 60 + wall.minute).toBe(axis.rows[row]?.minute);
					expect(rowAt(axis, column, at)).toBe(row === column.starts.indexOf(starts[0]) ? 0 : row);
				}
			}
		}
	expect([...lengths].sort()).toEqual([22, 23, 23.5, 24, 24.5, 25, 26]);
});

test("a time has the same place on a day whether it is told as an instant or by the clock", () => {
	const axis = axisOf(["2027-10-29", "2027-10-30", "2027-10-31"], "Europe/London");
	for (const column of axis.columns)
		for (const minute of [0, 7, 59, 60, 540, 1439]) {
			const first = Temporal.PlainDate.from(column.day).toPlainDateTime().add({ minutes: minute });
			const at = first.toZonedDateTime("Europe/London", { disambiguation: "earlier" }).epochMilliseconds;
			expect(rowAt(axis, column, at)).toBeCloseTo(rowOfMinute(axis, minute), 9);
		}
	expect(rowOfMinute(axis, 1440)).toBe(axis.rows.length);
});

const someSpans = fc
	.uniqueArray(fc.integer({ min: 0, max: 96 }), { maxLength: 8 })
	.map((marks) => marks.toSorted((a, b) => a - b))
	.map((marks) =>
		marks.flatMap((mark, i): Hours[] => {
			const end = marks[i + 1];
			return i % 2 || end === undefined ? [] : [{ startsMinute: mark * 15, endsMinute: end * 15 }];
		}),
	);
const aSpan = fc
	.tuple(fc.integer({ min: 0, max: 95 }), fc.integer({ min: 1, max: 96 }))
	.filter(([start, end]) => start < end)
	.map(([start, end]) => ({ startsMinute: start * 15, endsMinute: end * 15 }));
const has = (spans: Hours[], at: number) =>
	spans.some((each) => each.startsMinute <= at && at < each.endsMinute);

test("opening and closing some hours changes those minutes and no others", () => {
	fc.assert(
		fc.property(someSpans, aSpan, (spans, one) => {
			const [more, less] = [opened(spans, one), closed(spans, one)];
			for (let at = 0; at < 1440; at += 15) {
				expect(has(more, at)).toBe(has(spans, at) || has([one], at));
				expect(has(less, at)).toBe(has(spans, at) && !has([one], at));
			}
			// Spans that touch are one, or the server would have other ones than the page.
			for (const [i, span] of more.entries())
				expect(span.startsMinute).toBeGreaterThan(more[i - 1]?.endsMinute ?? -1);
		}),
	);
});

const monday = "2027-03-22";
const calendarOf = (spans: Hours[], timeZone = "Europe/London"): Calendar => ({
	...{ timeZone, today: monday, holidays: [{ day: addDays(monday, 1), name: "Harvest", isOff: true }] },
	...{ busy: [], appointments: [] },
	absences: [
		{ id: "a", version: 1, startsAt: "2027-03-27T09:00:00Z", endsAt: "2027-03-27T10:00:00Z", note: "" },
	],
	schedules: [
		{
			...{ id: "s", name: "Hours", isUsual: true, version: 1, types: [] },
			spans: spans.map((span) => ({ weekday: 1, ...span })),
			ownDays: [],
			days: [
				{ day: monday, spans, isOwn: false },
				{ day: addDays(monday, 1), spans: [], isOwn: false },
			],
		},
	],
});

test("what was edited and undone is as it was before, also on a day that was as usual or a holiday", () => {
	fc.assert(
		fc.property(someSpans, someSpans, fc.constantFrom(0, 1), (spans, others, n) => {
			const calendar = calendarOf(spans);
			const edits: Asked[] = [
				{ kind: "hours", schedule: "s", day: addDays(monday, n), spans: others },
				{ kind: "absence", absence: { id: "new", startsAt: "x", endsAt: "y", note: "" } },
				{ kind: "presence", absence: "a" },
			];
			for (const edit of edits) {
				const undo = undoOf(calendar, edit);
				expect(undo).toBeDefined();
				expect(edited(edited(calendar, edit), undo as Edit)).toEqual(calendar);
			}
		}),
	);
});

test("an edit is outdated where something else is there than was seen, and so is what takes it back", () => {
	const usual = [{ startsMinute: 540, endsMinute: 720 }];
	const others = [{ startsMinute: 600, endsMinute: 660 }];
	const began = calendarOf(usual);
	const [absence] = began.absences as [Calendar["absences"][number]];
	const later = { ...absence, endsAt: "2027-03-27T12:00:00Z" };
	const asked: [mine: Asked, theirs: Asked][] = [
		[
			{ kind: "hours", schedule: "s", day: monday, spans: [] },
			{ kind: "hours", schedule: "s", day: monday, spans: others },
		],
		[
			{ kind: "absence", absence: { ...absence, note: "Mine" } },
			{ kind: "absence", absence: later },
		],
		[
			{ kind: "presence", absence: "a" },
			{ kind: "absence", absence: later },
		],
	];
	for (const [mine, theirs] of asked) {
		const edit = seen(began, mine);
		const elsewhere = edited(began, theirs);
		expect(isOutdated(began, edit)).toBe(false);
		expect(isOutdated(elsewhere, edit)).toBe(true);
		// Who has seen what is there now may replace it; who asks for what is there already, after a lost answer, too.
		expect(isOutdated(elsewhere, seen(elsewhere, mine))).toBe(false);
		expect(isOutdated(edited(began, mine), edit)).toBe(false);

		const undo = undoOf(began, mine) as Edit;
		expect(isOutdated(edited(began, mine), undo)).toBe(false);
		if (mine.kind !== "presence") expect(isOutdated(edited(edited(began, mine), theirs), undo)).toBe(true);
	}
	// Another day of the same hours is another matter.
	const tuesday = edited(began, { kind: "hours", schedule: "s", day: addDays(monday, 1), spans: others });
	expect(isOutdated(tuesday, seen(began, { kind: "hours", schedule: "s", day: monday, spans: [] }))).toBe(
		false,
	);
});

test("an absence goes with the version that was looked at, and with its own where its days are not shown", () => {
	const calendar = calendarOf([]);
	const [absence] = calendar.absences as [Calendar["absences"][number]];
	const edit = seen(calendar, { kind: "absence", absence: { ...absence, note: "Mine" } });
	const newer = { ...calendar, absences: [{ ...absence, version: 5 }] };
	const elsewhere = { ...calendar, absences: [] };
	const versions = [calendar, newer, elsewhere].map((each) => wishOf(each, edit)?.body);
	expect(versions).toMatchObject([{ version: 1 }, { version: 5 }, { version: 1 }]);
	expect(wishOf(elsewhere, edit, 3)?.body).toMatchObject({ version: 3 });
	const back = seen(calendar, { kind: "presence", absence: "a" });
	expect(wishOf(newer, back)?.body).toEqual({ absence: "a", version: 5 });
	expect(wishOf(elsewhere, back, 3)?.body).toEqual({ absence: "a", version: 3 });
	// One that was taken back comes again as a new one.
	expect(wishOf(elsewhere, seen(elsewhere, edit), 3)?.body).toMatchObject({ version: 0 });
});

test("dragged hours stop at their neighbours, and an absence keeps its time on the wall over a change of the clocks", () => {
	const spans = [540, 780].map((start) => ({ startsMinute: start, endsMinute: start + 180 }));
	const calendar = calendarOf(spans);
	const hours = (part: "body" | "start" | "end", minutes: number, index = 0) => {
		const edit = moved(
			calendar,
			{ kind: "hours", schedule: "s", day: monday, index },
			{ part, minutes, days: 0 },
		);
		const span = edit?.kind === "hours" ? edit.spans?.[index] : undefined;
		return [span?.startsMinute, span?.endsMinute];
	};
	expect([hours("body", 600), hours("body", -600), hours("end", -600), hours("start", -45)]).toEqual([
		[600, 780],
		[0, 180],
		[540, 555],
		[495, 720],
	]);
	const absence = (days: number, minutes: number) => {
		const edit = moved(calendar, { kind: "absence", id: "a" }, { part: "body", minutes, days });
		return edit?.kind === "absence" ? [edit.absence.startsAt, edit.absence.endsAt] : [];
	};
	expect(absence(1, 0)).toEqual(["2027-03-28T08:00:00Z", "2027-03-28T09:00:00Z"]);
	// From 9:00 to 1:00, which that day's clocks leave out: 2:00 is what follows, and an absence has some length.
	expect(absence(1, -480)).toEqual(["2027-03-28T01:00:00Z", "2027-03-28T01:15:00Z"]);
});

test("a form asks for what it says, on its own day, and says what is wrong with it", () => {
	const calendar = calendarOf([{ startsMinute: 540, endsMinute: 720 }]);
	const ask = (more: object, span = { startsMinute: 600, endsMinute: 780 }) =>
		editOf(draftOf(monday, span, { absence: "new", ...more }), calendar, calendar.schedules[0]);
	const spans = (more: object) => {
		const { edit } = ask(more) as { edit?: Asked };
		return edit?.kind === "hours" && edit.spans?.map((each) => [each.startsMinute, each.endsMinute]);
	};
	const before = { day: monday, span: { startsMinute: 540, endsMinute: 720 } };
	expect(spans({ kind: "open" })).toEqual([[540, 780]]);
	expect(spans({ kind: "open", before })).toEqual([[600, 780]]);
	expect(spans({ kind: "open", before, day: addDays(monday, 1) })).toEqual([[600, 780]]);
	expect(spans({ kind: "close" })).toEqual([[540, 600]]);
	expect(spans({ kind: "open", ends: "00:00" })).toEqual([[540, 1440]]);
	expect(ask({ kind: "open", ends: "10:00" })).toEqual({ wrong: { ends: expect.any(String) } });
	expect(ask({ kind: "open", starts: "" })).toEqual({ wrong: { ends: expect.any(String) } });
	expect(ask({ kind: "open", day: addDays(monday, -1) })).toEqual({ wrong: { day: "This day is over." } });
	const away = (more: object) => {
		const { edit } = ask({ kind: "away", ...more }) as { edit?: Edit };
		return edit?.kind === "absence" && [edit.absence.startsAt, edit.absence.endsAt];
	};
	// Six days in the middle of which London's clocks go forward.
	expect(away({ lastDay: "2027-03-28", wholeDays: true })).toEqual([
		"2027-03-22T00:00:00Z",
		"2027-03-28T23:00:00Z",
	]);
	const changed = { kind: "away", day: "2027-03-28", lastDay: "2027-03-28" };
	expect(away({ ...changed, starts: "02:30", ends: "00:00" })).toEqual([
		"2027-03-28T01:30:00Z",
		"2027-03-28T23:00:00Z",
	]);
	const never = "Your clocks never show this time on that day.";
	expect(ask({ ...changed, starts: "01:30", ends: "03:00" })).toMatchObject({ wrong: { starts: never } });
	expect(ask({ kind: "away", ends: "09:00" })).toMatchObject({
		wrong: { ends: "It ends before it begins." },
	});
	const known = calendar.absences[0] as Calendar["absences"][number];
	expect(editOf(draftOfAbsence(known, "Europe/London"), calendar, undefined)).toEqual({
		edit: { kind: "absence", absence: { ...known, version: undefined } },
	});
});

test("weeks begin as the reader's do, and a month has all the weeks that it touches", () => {
	expect([undefined, "en-GB", "de", "en-US", "ar-EG", "no language"].map(firstWeekday)).toEqual([
		1, 1, 1, 7, 6, 1,
	]);
	expect([weekStart("2026-11-29", 1), weekStart("2026-11-29", 7)]).toEqual(["2026-11-23", "2026-11-29"]);
	const days = monthDays("2026-11-15", 1);
	expect([days[0], days.at(-1), days.length]).toEqual(["2026-10-26", "2026-12-06", 42]);
});

const aClass = (
	startsAt: string,
	...states: ("confirmed" | "pending" | "completed")[]
): Calendar["appointments"][number] => ({
	...{ id: "x", startsAt, endsAt: isoOf(Date.parse(startsAt) + 2_700_000), type: "Lesson" },
	...{ colour: "blue", seats: 3 },
	bookings: states.map((state, n) => ({ id: `b${n}`, state, name: `N${n}`, email: "", isUnreached: false })),
});

test("a booking is moved by the clock on the wall, for as long as it lasts, and back", () => {
	// The Friday before London's clocks go from 1:00 to 2:00.
	const began = {
		...calendarOf([]),
		appointments: [aClass("2027-03-26T09:05:00Z", "pending", "confirmed")],
	};
	const what = { kind: "booking", id: "b1" } as const;
	const move = moved(began, what, { part: "body", minutes: 30, days: 3 });
	expect(move).toEqual({
		...{ kind: "booking", booking: "b0", people: ["N0", "N1"], was: "2027-03-26T09:05:00Z" },
		startsAt: "2027-03-29T08:35:00Z",
	});
	const after = edited(began, move as Edit);
	expect(after.appointments[0]).toMatchObject({ endsAt: "2027-03-29T09:20:00Z" });
	const undo = undoOf(began, { ...(move as Edit & { kind: "booking" }), message: "Late" });
	expect(wishOf(after, undo as Edit)?.body).toEqual({
		...{ booking: "b0", from: "2027-03-29T08:35:00Z", startsAt: "2027-03-26T09:05:00Z" },
	});
	expect(edited(after, undo as Edit)).toEqual(began);
	// It has no end to pull, and what is not there is not moved.
	expect(moved(began, what, { part: "end", minutes: 30, days: 0 })).toBeUndefined();
	expect(
		moved(began, { kind: "booking", id: "gone" }, { part: "body", minutes: 30, days: 0 }),
	).toBeUndefined();
});

test("what has begun is not moved, nor what nobody stands in; and who is told is named, or counted", () => {
	const at = "2027-03-26T09:00:00Z";
	const before = Date.parse(at) - 1;
	expect(isMovable(aClass(at, "confirmed"), before)).toBe(true);
	expect(isMovable(aClass(at, "confirmed"), before + 1)).toBe(false);
	expect(isMovable(aClass(at, "completed"), before)).toBe(false);
	expect(moveOf(aClass(at, "completed"))).toBeUndefined();
	expect(toldWords(["Ada"])).toBe("Ada gets a mail with the new time.");
	expect(toldWords(["Ada", "Ben"])).toBe("Ada and Ben each get a mail with the new time.");
	expect(toldWords(["Ada", "Ben", "Cleo", "Dan"])).toBe("All 4 of them get a mail with the new time.");
});
