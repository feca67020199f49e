import { defineConfig } from "@playwright/test";
import { browserLaunch } from "./tests/support/browser-launch.ts";

const launchOptions = await browserLaunch();
const zones = { utc: "UTC", berlin: "Europe/Berlin", kathmandu: "Asia/Kathmandu" };
const phone = { width: 390, height: 844 };
const desk = { width: 1280, height: 900 };

const named = (names: string[]) => names.map((name) => `**/${name}.test.ts`);
// Each test is seen once by `npm test -- browser`: on a phone in light, or at a desk in dark where that is its home.
const atDesk = named([
	...["calendar-moves", "desk", "desk-*", "feeds", "hours-*", "office", "office-*"],
	...["preview", "programs", "teams", "types"],
]);
// Where a thumb and a keyboard lead through different parts of a page, `browser` sees it on both.
const onBoth = named(["calendar", "leaving", "opening-keys"]);
// `npm test -- views` sees it the other way round, and in a zone behind and in one ahead what shows times to somebody in another
// zone than the teacher's.
const ofZones = named(["booking", "desk", "no-script", "opening", "zones"]);
// What `npm test` sees by itself: the ways on which a time is found, booked, moved, asked for, waited for and drawn.
const journeys = {
	booker: named(["booking", "move", "no-script", "opening", "opening-turn", "series", "waits"]),
	teacher: named(["desk", "desk-requests"]),
};
const notHere = { testIgnore: ["**/*"] };
/** What a project sees of `journeys`, of `browser` and of `views`. */
type Seen = { testMatch?: string[]; testIgnore?: string[] };
const part = process.env.TEST_PART;
const seen = (ofJourneys: Seen, ofBrowser: Seen, ofViews: Seen) =>
	part === "journeys" ? ofJourneys : part === "views" ? ofViews : ofBrowser;

export default defineConfig({
	testDir: "tests/e2e",
	testMatch: "*.test.ts",
	outputDir: "tests/artifacts/browser",
	// How long a thing takes is measured elsewhere: here a machine that is slow, or that another has to share, has its time.
	timeout: 240_000,
	expect: { timeout: 20_000 },
	retries: 0,
	// Each test has a teacher of its own, and most of them wait for something most of the time.
	workers: 3,
	reporter: [["list"]],
	use: {
		baseURL: process.env.APP_URL,
		launchOptions,
		locale: "en-GB",
		// What the page was like at each step, as its document: a film of it would take as much of the processor as the test.
		trace: { mode: "retain-on-failure", screenshots: false, snapshots: true },
	},
	projects: [
		{
			name: "phone, UTC",
			...seen({ testMatch: journeys.booker }, { testIgnore: atDesk }, { testMatch: atDesk }),
			use: { viewport: phone, hasTouch: true, timezoneId: zones.utc },
		},
		{
			name: "desk, Kathmandu",
			...seen(notHere, notHere, { testMatch: ofZones }),
			use: { viewport: desk, timezoneId: zones.kathmandu },
		},
		{
			name: "phone, Berlin, dark",
			...seen(notHere, notHere, { testMatch: ofZones }),
			use: { viewport: phone, hasTouch: true, timezoneId: zones.berlin, colorScheme: "dark" },
		},
		{
			name: "desk, UTC, dark",
			...seen(
				{ testMatch: journeys.teacher },
				{ testMatch: [...atDesk, ...onBoth] },
				{ testIgnore: [...atDesk, ...onBoth] },
			),
			use: { viewport: desk, timezoneId: zones.utc, colorScheme: "dark" },
		},
	],
});
