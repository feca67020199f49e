import "server-only";
import { escaped } from "../letter.ts";
import { previews } from "./previews.ts";

/** All of them by their subjects, each with the forms it has. */
export function listPage(): string {
	const rows = previews.map(({ name, language, compose }) => {
		const { subject, calendar } = compose();
		const link = (form: string, label: string) =>
			`<a href="/dev/mail/previews/${name}.${form}">${escaped(label)}</a>`;
		const forms = [link("txt", "text"), ...(calendar ? [link("ics", "calendar")] : [])].join(" ");
		return `<tr><td>${name.replaceAll(".", ".<wbr>")}<td lang="${language}">${link("html", subject)}<td>${forms}`;
	});
	return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark"><title>How mails look</title></head>
<body style="margin:0 auto;padding:24px 16px;max-width:72rem;font:16px/1.6 system-ui,sans-serif">
<p><a href="/dev/mail">All mail</a></p><h1>How mails look</h1>
<p>Every kind in every language, as it would be written now. What they tell of is made up, and their links lead nowhere.</p>
<table style="border-spacing:8px;margin:0 -8px"><tr><th align="left">Kind<th align="left">Subject<th align="left">As
${rows.join("\n")}
</table></body></html>
`;
}
