import "server-only";
import { env } from "../env.ts";
import { type RefusalCode, refusals } from "../refusal.ts";
import { type Snapshot, seal } from "../snapshots.ts";
import { type ApiRoute, refusalsOf } from "./route.ts";
import { apiRoutes } from "./routes.ts";
import { fieldsOf, schemas } from "./schemas.ts";

let made: Snapshot | undefined;

/** The API as an OpenAPI 3.1 document, made of the schemas that the routes themselves parse with. */
export function apiDocument(): Snapshot {
	made ??= seal({
		openapi: "3.1.0",
		info: { title: "Firstbell", version: "1", description },
		servers: [{ url: env().APP_URL }],
		paths: paths(),
		components: {
			schemas,
			securitySchemes: {
				token: { type: "http", scheme: "bearer", description: "`fb_…`, made at the desk." },
			},
		},
	});
	return made;
}

const description =
	"Bookings with teachers, for programs. Make a token at the desk and send it as `Authorization: Bearer fb_…`. A reply that " +
	"never came is asked for again with the same Idempotency-Key. Times are instants in UTC. Who is booked for with " +
	"`Accept-Language: de`, `fr` or `es` gets mails and calendars in that language, and else in English.";

function paths() {
	const all: Record<string, Record<string, unknown>> = {};
	for (const route of apiRoutes) {
		const [method = "", path = ""] = route.at.split(" ");
		all[path] = { ...all[path], [method.toLowerCase()]: operation(route) };
	}
	return all;
}

function operation(route: ApiRoute) {
	const { name, summary, scope, params, query, keyed, body } = route;
	return {
		operationId: name,
		summary,
		// Roles of a token, which OpenAPI has had a place for since 3.1.
		security: [scope ? { token: [scope] } : {}],
		parameters: [
			...(params ? parameters("path", params) : []),
			...(query ? parameters("query", query) : []),
			...(keyed ? [key] : []),
		],
		...(body && { requestBody: { required: true, content: json(body) } }),
		responses: { ...answer(route), ...noes(refusalsOf(route)) },
	};
}

const key = {
	name: "Idempotency-Key",
	in: "header",
	required: true,
	description:
		"One for each wish, such as a UUID: asked again with the same, the answer is the first one again.",
	schema: { type: "string", minLength: 16, maxLength: 100 },
};

function parameters(place: "path" | "query", fields: Parameters<typeof fieldsOf>[0]) {
	return fieldsOf(fields).map(([name, schema, required]) => ({ name, in: place, required, schema }));
}

function answer({ status, answer, media }: ApiRoute) {
	const content = answer ? json(answer) : media && { [media]: { schema: { type: "string" } } };
	return { [status ?? 200]: { description: "Done.", ...(content && { content }) } };
}

/** By their status, which several share. */
function noes(codes: RefusalCode[]) {
	const statuses = [...new Set(codes.map((code) => refusals[code].status))].sort();
	return Object.fromEntries(
		statuses.map((status) => [
			status,
			{
				description: codes
					.filter((code) => refusals[code].status === status)
					.map((code) => `${code}: ${refusals[code].message}`)
					.join(" "),
				content: json({ Refused: undefined }),
			},
		]),
	);
}

function json(named: object) {
	const [name] = Object.keys(named);
	return { "application/json": { schema: { $ref: `#/components/schemas/${name}` } } };
}
