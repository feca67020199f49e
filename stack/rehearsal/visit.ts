import { type IncomingMessage, request } from "node:http";
import { gunzipSync } from "node:zlib";
import type { Fetched, Visit } from "./run.ts";

type Places = {
	port: number;
	host: string;
	opening: string;
	teacher: string;
	slots: string;
	status: string;
} & {
	/** How many teachers that opening has, and one that has a single teacher. */
	teachers: number;
	openingOfOne: string;
};

/**
 * What a browser fetches that has nothing yet, in bytes on the wire: the opening's page and all that it names, then a
 * teacher's page and what is new there, and one of each document. Throws where one is not answered with 200.
 */
export async function measureVisit({ port, host, teachers, ...paths }: Places): Promise<Visit> {
	const known = new Set<string>();
	const all = async (files: string[]): Promise<Fetched> => {
		const answers = await Promise.all(files.map((file) => fetched(port, host, file)));
		return { requests: answers.length, bytes: answers.reduce((sum, { bytes }) => sum + bytes, 0) };
	};
	const visit = async (path: string): Promise<[page: Fetched, files: Fetched]> => {
		const { body, bytes } = await fetched(port, host, path);
		const files = [...named(body)].filter((file) => !known.has(file));
		for (const file of files) known.add(file);
		return [{ requests: 1, bytes }, await all(files)];
	};
	const [openingPage, openingFiles] = await visit(paths.opening);
	const [teacherPage, teacherFiles] = await visit(paths.teacher);
	const [slots, status] = await Promise.all([all([paths.slots]), all([paths.status])]);
	const [many, one] = await Promise.all(
		[paths.opening, paths.openingOfOne].map((path) => fetched(port, host, path)),
	);
	const each = (bytesOf: (page: Page) => number) =>
		many && one && teachers > 1 ? Math.max(0, (bytesOf(many) - bytesOf(one)) / (teachers - 1)) : 0;
	const eachTeacher = {
		plain: each(({ body }) => Buffer.byteLength(body)),
		sent: each(({ bytes }) => bytes),
	};
	return { openingPage, openingFiles, teacherPage, teacherFiles, slots, status, eachTeacher };
}

/** Scripts, sheets, fonts and icons that a page names; not the scripts for browsers that know no modules. */
export function named(html: string): Set<string> {
	const tags = html.match(/<(script|link)\b[^>]*>/g) ?? [];
	const paths = tags
		.filter((tag) => !/\snoModule/i.test(tag))
		.filter((tag) => tag.startsWith("<script") || /rel="(stylesheet|preload|icon|modulepreload)"/.test(tag))
		.map((tag) => /\s(?:src|href)="(\/[^"]*)"/.exec(tag)?.[1]);
	return new Set(paths.filter((path) => path !== undefined));
}

/** What a page says, and how many bytes it took on the wire. */
type Page = { body: string; bytes: number };

/** Over a connection of its own, so that all it read is this answer. */
export function fetched(port: number, host: string, path: string): Promise<Page> {
	return new Promise((done, fail) => {
		const headers = { host, "accept-encoding": "gzip", connection: "close" };
		const hear = async (answer: IncomingMessage) => {
			const { socket } = answer;
			const parts: Buffer[] = [];
			for await (const part of answer) parts.push(part as Buffer);
			if (answer.statusCode !== 200) throw new Error(`${path} was answered with ${answer.statusCode}.`);
			const sent = Buffer.concat(parts);
			const body = answer.headers["content-encoding"] === "gzip" ? gunzipSync(sent) : sent;
			return { body: body.toString(), bytes: socket.bytesRead };
		};
		request({ port, host: "127.0.0.1", path, headers, agent: false })
			.once("response", (answer) => hear(answer).then(done, fail))
			.once("error", fail)
			.end();
	});
}
