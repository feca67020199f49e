/** Aborts at the first of these signals. One Ctrl-C reaches us up to three times (from the terminal, from npm
 *  and from the launcher), so only one that comes a second later means "now". */
export function askedToStop(by: NodeJS.Signals[] = ["SIGINT", "SIGTERM", "SIGHUP"]): AbortSignal {
	const asked = new AbortController();
	let first = 0;
	for (const signal of by) {
		process.on(signal, () => {
			if (first && Date.now() - first > 1_000) process.exit(130);
			if (first) return;
			first = Date.now();
			process.stdout.write("\nStopping …\n");
			asked.abort();
		});
	}
	return asked.signal;
}
