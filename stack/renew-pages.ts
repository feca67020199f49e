/** Public pages are made ahead: has those of some teachers made anew, unknown ones that are known now included. */
export async function renewPages(options: {
	appUrl: string;
	cronSecret: string;
	handles: string[];
}): Promise<void> {
	const answer = await fetch(`${options.appUrl}/api/revalidations`, {
		method: "POST",
		headers: { authorization: `Bearer ${options.cronSecret}`, "content-type": "application/json" },
		body: JSON.stringify({ handles: options.handles }),
		signal: AbortSignal.timeout(20_000),
	});
	if (!answer.ok) throw new Error(`it answered ${answer.status}`);
}
