import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CannotStart, explain } from "./cannot-start.ts";
import { secretsText } from "./compose/secrets-text.ts";
import { projectRoot } from "./embedded/data-folder.ts";

/**
 * `npm run secrets -- https://book.school.example`: writes `stack/compose/.env`, with secrets that nobody has seen and room
 * for what only you know. Never over one that is there: who loses LINK_SECRET makes every link in every mail worthless.
 */
try {
	const [address] = process.argv.slice(2);
	if (!URL.canParse(address ?? "") || !address?.startsWith("https://"))
		throw new CannotStart("Say where people will come to: npm run secrets -- https://book.school.example");
	const file = join(projectRoot, "stack", "compose", ".env");
	if (existsSync(file)) throw new CannotStart(`${file} is there, and stays as it is.`);
	writeFileSync(file, secretsText(new URL(address).origin), { mode: 0o600, flag: "wx" });
	console.log(`Written to ${file}: now fill in what begins with SMTP_ and MAIL_.`);
} catch (error) {
	explain(error);
	process.exit(1);
}
