import { existsSync } from "node:fs";
import type { LaunchOptions } from "@playwright/test";

const installed = [
	"/usr/bin/chromium",
	"/usr/bin/google-chrome",
	"/usr/bin/google-chrome-stable",
	"/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** A Chromium to test with: the one that CHROMIUM names, one that is installed, else the one in node_modules. */
export async function browserLaunch(): Promise<LaunchOptions> {
	const args = ["--no-sandbox", "--disable-gpu"];
	const found = [process.env.CHROMIUM ?? "", ...installed].find((path) => path && existsSync(path));
	if (found) return { executablePath: found, args };
	// The package unpacks its own system libraries only where it believes itself to be on a server without any.
	process.env.VERCEL ??= "1";
	const { default: chromium } = await import("@sparticuz/chromium");
	return { executablePath: await chromium.executablePath(), args };
}
