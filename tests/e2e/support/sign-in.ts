import { expect, type Page } from "@playwright/test";
import { signIn as sessionOf } from "../../api/support/session.ts";
import { mailTo } from "./mailbox.ts";

/** A page of the desk, for who is signed in already: by the same code and the same routes, without the form. */
export async function signIn(page: Page, email: string, path = "/desk"): Promise<void> {
	const cookies = (await sessionOf(email)).split("; ").map((cookie) => {
		const [name = "", ...value] = cookie.split("=");
		return { name, value: value.join("="), url: process.env.APP_URL ?? "" };
	});
	await page.context().addCookies(cookies);
	await page.goto(path);
	await expect(signOut(page)).toBeVisible();
	await hydrated(page);
}

/** The same as a person does it, where they wanted to go. */
export async function signInByForm(page: Page, email: string, path = "/desk"): Promise<void> {
	await page.goto(path);
	await page.getByRole("textbox", { name: "E-mail" }).fill(email);
	await page.getByRole("button", { name: "Send me a code" }).click();
	const code = (await mailTo(email, /code/i)).subject.match(/\d{6}/)?.[0] ?? "";
	await page.getByRole("textbox", { name: "Code" }).fill(code);
	await page.getByRole("button", { name: "Sign in" }).click();
	await expect(signOut(page)).toBeVisible();
}

const signOut = (page: Page) => page.getByRole("button", { name: "Sign out" });

/** Until the page answers: what is typed into it before its script runs is lost. */
export async function hydrated(page: Page): Promise<void> {
	await page.waitForFunction(() =>
		Object.keys(document.querySelector("main button:not([hidden] *)") ?? {}).some((key) =>
			key.startsWith("__reactProps"),
		),
	);
}
