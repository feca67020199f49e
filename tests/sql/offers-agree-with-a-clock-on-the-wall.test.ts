import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import { ownDatabase } from "../support/own-database.ts";
import { without } from "../support/without.ts";

const { admin } = await ownDatabase();
const minute = 60_000;
type Wish = { at: number; zone: string; start: number; home: string; latest: number };

/** Minute by minute: whether one may be disturbed is asked of the clock on the wall, and only such minutes count. */
function span({ at, zone, start, home, latest }: Wish): [number, number] | null {
	const wallOf = (ms: number, where: string) =>
		Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(where);
	const awake = (ms: number) => {
		const { hour } = wallOf(ms, zone);
		return hour >= 7 && hour < 22;
	};
	let begins = at;
	while (!awake(begins)) begins += minute;
	const sameDay = wallOf(begins, home).toPlainDate().equals(wallOf(start, home).toPlainDate());
	const most = sameDay ? 30 : 120;
	let used = 0;
	let until = begins;
	for (let now = begins; used < most && now < latest; now += minute) {
		if (!awake(now)) continue;
		used++;
		until = now + minute;
	}
	return used >= 10 ? [begins, until] : null;
}

const zones = [
	"UTC",
	"Europe/Berlin",
	"America/New_York",
	"Asia/Kathmandu",
	"Australia/Lord_Howe",
	"Antarctica/Troll",
	"America/Nuuk",
	"Africa/Cairo",
	"Pacific/Apia",
	"America/Sao_Paulo",
];
const from = Date.UTC(2026, 0, 1) / minute;
const wishes = fc
	.record({
		at: fc.integer({ min: from, max: from + 366 * 1440 }),
		zone: fc.constantFrom(...zones),
		home: fc.constantFrom(...zones),
		// Most of them soon, where what is left matters.
		ahead: fc.oneof(fc.integer({ min: 1, max: 2_000 }), fc.integer({ min: 1, max: 50_000 })),
		notice: fc.constantFrom(0, 30, 120, 720, 1440),
	})
	.map(({ at, zone, home, ahead, notice }): Wish => {
		const start = (at + ahead) * minute;
		return { at: at * minute, zone, home, start, latest: start - notice * minute };
	});

async function bySql({ at, zone, start, home, latest }: Wish): Promise<[number, number] | null> {
	const [a, s, l] = [at, start, latest].map((ms) => new Date(ms).toISOString());
	const { rows } = await admin.query(
		`select extract(epoch from lower(span)) * 1000 as begins, extract(epoch from upper(span)) * 1000 as until
		from app.offer_span($1, $2, $3, $4, $5) as span`,
		[a, zone, s, home, l],
	);
	return rows[0].begins === null ? null : [Number(rows[0].begins), Number(rows[0].until)];
}
const agree = () =>
	fc.assert(
		fc.asyncProperty(wishes, async (wish) => {
			expect(await bySql(wish)).toEqual(span(wish));
		}),
		{ numRuns: 600 },
	);

test("in any zone, an offer begins, counts and ends by day alone, and never past its type's notice", agree);

test("and one that would run through the night is seen", async () => {
	await without(admin, "app.offer_span", [
		"v_until := v_morning + (v_until - v_night)",
		"v_until := v_until",
	]);
	await expect(agree()).rejects.toThrow("Property failed");
});
