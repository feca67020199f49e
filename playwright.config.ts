import { defineConfig } from "@playwright/test";
import { browserLaunch } from "./tests/support/browser-launch.ts";

const launchOptions = await browserLaunch();
const zones = { utc: "UTC", berlin: "Europe/Berlin", kathmandu: "Asia/Kathmandu" };
const phone = { width: 390, height: 844 };
const desk = { width: 1280, height: 900 };

export default defineConfig({
	testDir: "tests/e2e",
	testMatch: "*.test.ts",
	outputDir: "tests/artifacts/browser",
	timeout: 60_000,
	retries: 0,
	workers: 1,
	reporter: [["list"]],
	use: {
		baseURL: process.env.APP_URL,
		launchOptions,
		locale: "en-GB",
		trace: "retain-on-failure",
	},
	// Two widths and three zones without their six combinations: each width meets a zone behind and one ahead of the demo school's.
	projects: [
		{ name: "phone, UTC", use: { viewport: phone, hasTouch: true, timezoneId: zones.utc } },
		{ name: "desk, Kathmandu", use: { viewport: desk, timezoneId: zones.kathmandu } },
		{
			name: "phone, Berlin, dark",
			use: { viewport: phone, hasTouch: true, timezoneId: zones.berlin, colorScheme: "dark" },
		},
		{ name: "desk, UTC, dark", use: { viewport: desk, timezoneId: zones.utc, colorScheme: "dark" } },
	],
});
