import { Email } from "../../lib/bookings/field-schema.ts";
import { CannotStart } from "../cannot-start.ts";
import { quoted } from "./faults.ts";

/** The words of a command line, with the addresses that `--staff` names taken out: `--staff a@b,c@d --staff=e@f`. */
export function takeStaff(words: string[]): { staff: string[]; rest: string[] } {
	const staff: string[] = [];
	const rest: string[] = [];
	for (let i = 0; i < words.length; i++) {
		const word = words[i] ?? "";
		if (word === "--staff") staff.push(...addresses(words[++i] ?? ""));
		else if (word.startsWith("--staff=")) staff.push(...addresses(word.slice("--staff=".length)));
		else rest.push(word);
	}
	return { staff: [...new Set(staff)], rest };
}

function addresses(list: string): string[] {
	const found = list.split(",").filter((part) => part.trim());
	if (found.length === 0)
		throw new CannotStart("Say whose: npm run import -- school.csv --staff office@school.example");
	return found.map((part) => {
		const email = Email.safeParse(part);
		if (!email.success)
			throw new CannotStart(`--staff: ${quoted(part)} does not look like an e-mail address.`);
		return email.data;
	});
}
