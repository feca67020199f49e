import { randomUUID } from "node:crypto";
import { ask } from "../api/support/ask.ts";
import { asOffice, asTeacher, once, pathIn } from "./deeds.ts";

// What the demo school's office has done, so that there is a page to look at; each once.
const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
const family = "gil@family.example";

/** A team, any of whom can be asked for. Gives its id and its handle. */
export const team = once(async () => {
	const id = randomUUID();
	const handle = "any-demo";
	const teachers = ["clara-demo", "lena-demo"];
	await put("/api/teams", { id, version: 0, handle, name: "Clara or Lena", subject: null, teachers });
	return { id, handle };
});

/** An opening that families wait for, and one that is invited. Gives its id. */
export const opening = once(async () => {
	const id = randomUUID();
	await put(`/api/openings/${id}`, {
		...{ version: 0, name: "Parents’ evening", teacher: "tom-demo", type: null },
		...{ audience: "anyone", waitingRoom: true, bookingsEach: 2 },
		...{ joinsAt: inMinutes(0), closesAt: null },
		groups: [{ name: "Everybody", opensAt: inMinutes(600) }],
	});
	const families = [{ email: family, name: "Gil Palmer", group: 0 }];
	const said = await ask("POST", "/api/invitations", {
		cookie: await asOffice(),
		body: { opening: id, families },
	});
	if (said.status !== 200) throw new Error(`not invited: ${said.status} ${said.text}`);
	return id;
});

/** The page of that opening that a family's own link leads to without a script. */
export const place = once(async () => {
	const id = await opening();
	return pathIn(family, new RegExp(`/opening/${id}/[\\w-]+`));
});

/** One of the teacher's own types. Gives its id. */
export const ownType = once(async () => {
	const said = await ask("GET", "/api/types", { cookie: await asTeacher() });
	return said.json.types[0].id as string;
});

async function put(path: string, body: object): Promise<void> {
	const said = await ask("PUT", path, { cookie: await asOffice(), body });
	if (said.status !== 200) throw new Error(`${path}: ${said.status} ${said.text}`);
}
