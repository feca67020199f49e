/** What a mail says. Every part is plain text; both forms are made from it. */
export type Letter = {
	subject: string;
	greeting: string;
	opening: string;
	facts: string[];
	/** In somebody's own words, line by line. */
	message?: string;
	action: { label: string; url: string };
	closing?: string;
};

export function toText({ greeting, opening, facts, message, action, closing }: Letter): string {
	const parts = [
		greeting,
		opening,
		facts.map((fact) => `  ${fact.replace(/\r?\n|\r/g, "\n  ")}`).join("\n"),
		message?.replace(/^/gm, "> "),
		`${action.label}:\n${action.url}`,
		closing,
	];
	return `${parts.filter(Boolean).join("\n\n")}\n\n– Firstbell\n`;
}

/** Plain enough for every reader of mail: one column, system type, colours that hold in light and dark. */
export function toHtml({ subject, greeting, opening, facts, message, action, closing }: Letter): string {
	const [what, ...rest] = facts.map((fact) => escaped(fact).replace(/\r?\n|\r/g, "<br>"));
	return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark"><title>${escaped(subject)}</title></head>
<body style="margin:0;padding:24px 16px;font:16px/1.55 system-ui,-apple-system,'Segoe UI',sans-serif">
<div style="max-width:520px;margin:0 auto">
<p>${escaped(greeting)}</p>
<p>${escaped(opening)}</p>
<p style="margin:24px 0;padding:4px 0 4px 16px;border-left:4px solid #b8862b"><strong>${what}</strong><br>${rest.join("<br>")}</p>
${message ? `<blockquote style="margin:24px 0;font-style:italic;white-space:pre-line">${escaped(message)}</blockquote>\n` : ""}<p><a href="${escaped(action.url)}" style="display:inline-block;padding:12px 20px;border-radius:10px;background:#1f4a3d;color:#ffffff;text-decoration:none;font-weight:600">${escaped(action.label)}</a></p>
${closing ? `<p style="color:#76746c">${escaped(closing)}</p>\n` : ""}<p style="color:#76746c">– Firstbell</p>
</div></body></html>
`;
}

const entities: Record<string, string> = {
	"&": "&amp;",
	"<": "&lt;",
	">": "&gt;",
	'"': "&quot;",
	"'": "&#39;",
};

function escaped(text: string): string {
	return text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
}
