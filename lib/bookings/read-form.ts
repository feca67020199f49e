/**
 * The fields of a plain form as the API would take them: `answers.<id>` and `ticks.<id>` become the answers, and what was
 * left empty is none.
 */
export function readForm(fields: Record<string, string>): Record<string, unknown> {
	const plain: Record<string, unknown> = {};
	const answers: [string, string | boolean][] = [];
	for (const [name, text] of Object.entries(fields)) {
		const [, kind, id] = /^(answers|ticks)\.(.*)$/.exec(name) ?? [];
		if (!id) plain[name] = text;
		else if (kind === "ticks") answers.push([id, text === "true"]);
		else if (text.trim()) answers.push([id, text]);
	}
	return answers.length > 0 ? { ...plain, answers: Object.fromEntries(answers) } : plain;
}
