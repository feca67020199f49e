import type { Heard } from "../lines.ts";

/** A chunked body without its marks. */
export function plain({ head, body }: Heard): string {
	if (!/transfer-encoding: chunked/i.test(head)) return body;
	let [rest, text] = [body, ""];
	for (;;) {
		const end = rest.indexOf("\r\n");
		const size = Number.parseInt(rest.slice(0, end), 16);
		if (!size) return text;
		text += rest.slice(end + 2, end + 2 + size);
		rest = rest.slice(end + 2 + size + 2);
	}
}
