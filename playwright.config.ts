import { defineConfig } from "@playwright/test";
import { browserLaunch } from "./tests/support/browser-launch.ts";

const launchOptions = await browserLaunch();
const zones = { utc: "UTC", berlin: "Europe/Berlin", kathmandu: "Asia/Kathmandu" };
const phone = { width: 390, height: 844 };
const desk = { width: 1280, height: 900 };

// What depends on neither zone nor width, or is long: once on a phone in light, once at a desk in dark.
const seenTwice = [
	"**/grid.test.ts",
	"**/office.test.ts",
	"**/desk-bookings.test.ts",
	"**/desk-print-and-figures.test.ts",
];

export default defineConfig({
	testDir: "tests/e2e",
	testMatch: "*.test.ts",
	outputDir: "tests/artifacts/browser",
	timeout: 90_000,
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
	// Two widths and three zones without their six combinations: each width meets a zone behind and one ahead of the demo school's.
	projects: [
		{ name: "phone, UTC", use: { viewport: phone, hasTouch: true, timezoneId: zones.utc } },
		{ name: "desk, Kathmandu", use: { viewport: desk, timezoneId: zones.kathmandu }, testIgnore: seenTwice },
		{
			name: "phone, Berlin, dark",
			testIgnore: seenTwice,
			use: { viewport: phone, hasTouch: true, timezoneId: zones.berlin, colorScheme: "dark" },
		},
		{ name: "desk, UTC, dark", use: { viewport: desk, timezoneId: zones.utc, colorScheme: "dark" } },
	],
});
