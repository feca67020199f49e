/** Where the check that a person asks is to be had, as a refusal HUMAN says it. */
export type Check = { siteKey: string; action: string; script: string };

type Turnstile = {
	render(into: HTMLElement, options: Record<string, unknown>): string;
	remove(widget: string): void;
};

/**
 * Has a visitor checked, mostly without their noticing, and gives what proves it, once. Undefined where the check cannot be had, or
 * was not passed within two minutes.
 */
export async function humanToken({ siteKey, action, script }: Check): Promise<string | undefined> {
	const turnstile = await load(script).catch(() => undefined);
	if (!turnstile) return undefined;
	const box = document.createElement("div");
	box.className = "fixed inset-x-0 bottom-4 z-50 flex justify-center";
	// What is behind an open dialog cannot be reached.
	(document.querySelector("dialog:modal") ?? document.body).append(box);
	let widget = "";
	const token = await new Promise<string | undefined>((done) => {
		setTimeout(done, 120_000);
		const failed = () => {
			done(undefined);
			return true;
		};
		widget = turnstile.render(box, {
			sitekey: siteKey,
			action,
			language: document.documentElement.lang,
			appearance: "interaction-only",
			callback: done,
			"error-callback": failed,
			"timeout-callback": failed,
			"unsupported-callback": failed,
		});
	});
	turnstile.remove(widget);
	box.remove();
	return token;
}

let loading: Promise<Turnstile> | undefined;

function load(address: string): Promise<Turnstile> {
	loading ??= new Promise<Turnstile>((done, fail) => {
		const script = document.createElement("script");
		script.src = `${address}?render=explicit`;
		script.onload = () => done((globalThis as unknown as { turnstile: Turnstile }).turnstile);
		script.onerror = fail;
		document.head.append(script);
	}).catch((error) => {
		loading = undefined;
		throw error;
	});
	return loading;
}
