import { explain } from "./cannot-start.ts";
import { givenBy } from "./serve/environment.ts";
import { makeReady } from "./serve/make-ready.ts";

/**
 * `npm run migrate`: makes a database of yours ready for this version: what a hosted Supabase has from the beginning, what
 * is new in supabase/migrations, and the login of the app's own role. DATABASE_ADMIN_URL is a superuser's connection, straight
 * to the primary, and DATABASE_CA the authority that signed its certificate, where Node does not know that one. SERVER_PASSWORD
 * becomes the role's, where it is named, and AUTH_PASSWORD that of a sign-in server of one's own. They may stand
 * in `.env`, or in `--env FILE`; what the process itself has in its environment wins. May be run as often as one likes.
 */
try {
	const applied = await makeReady(givenBy(process.argv.slice(2)), (line) => console.log(line));
	console.log(applied ? `${applied} migrations applied.` : "Nothing is new.");
	process.exit(0);
} catch (error) {
	explain(error);
	process.exit(1);
}
