import { describe, expect, test } from "vitest";
import { ask, newKey } from "./support/ask.ts";
import { book, rows, startIn } from "./support/school.ts";
import { mailsTo } from "./support/session.ts";
import { operator, teacher } from "./support/spoil.ts";

describe("text that means something elsewhere", () => {
	const names = [
		`Robert'); drop table app.bookings; --`,
		`<script>alert("x")</script><img src=x onerror=alert(1)>`,
		`"; {{7*7}} <%= 7*7 %> \\u0000 %0d%0aBcc: x`,
		"O’Brien-Ł 王小明 🙂 می\u200cخواهم",
		"BEGIN:VEVENT;X=1,2\\n\\;END:VEVENT",
		"null",
	];

	test.each(names)("%s is kept as it is, and shown as text", async (name) => {
		const email = `${newKey()}@family.example`;
		const startsAt = startIn(6, `${String(8 + names.indexOf(name)).padStart(2, "0")}:00`);
		const ref = await book(teacher.handle, startsAt, { name, email, timeZone: "UTC" });
		const [row] = await rows<{ name: string }>("select name from app.bookings where email = $1", [email]);
		expect(row?.name).toBe(name);

		const page = await ask("GET", `/b/${ref}`);
		expect(page.status).toBe(200);
		expect(page.text.includes("<img src=x") || page.text.includes("<script>alert")).toBe(false);
		// React puts a comment between two texts; without it, the escaped name stands there whole.
		expect(page.text.replaceAll("<!-- -->", "").includes(escaped(name)), "the name is on the page").toBe(
			true,
		);

		const calendar = await ask("GET", `/api/calendars/${ref}`);
		expect(calendar.status).toBe(200);
		expect(calendar.text.match(/^BEGIN:VEVENT\r$/gm) ?? []).toHaveLength(1);
		expect(calendar.text.split("\r\n").some((line) => /[\r\n]/.test(line))).toBe(false);

		await ask("GET", "/api/mail-deliveries", { headers: operator });
		const mail = await mailOf(email);
		expect(mail.html.includes("<img src=x") || mail.html.includes("<script>alert")).toBe(false);
		expect(mail.headers.map(([header]) => header.toLowerCase())).not.toContain("bcc");
	});

	async function mailOf(email: string) {
		for (let tries = 0; tries < 200; tries++) {
			const [mail] = await mailsTo(email);
			if (mail) return mail;
			await new Promise((wake) => setTimeout(wake, 50));
		}
		throw new Error("no mail came");
	}

	function escaped(text: string): string {
		const signs: Record<string, string> = {
			"&": "&amp;",
			"<": "&lt;",
			">": "&gt;",
			'"': "&quot;",
			"'": "&#x27;",
		};
		return text.replace(/[&<>"']/g, (sign) => signs[sign] ?? sign);
	}
});
