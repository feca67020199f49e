import { randomUUID } from "node:crypto";
import { Agent, request } from "node:http";
import { edgeHost, edgePort } from "./rig.ts";

export type Heard = { status: number; headers: Record<string, string | string[] | undefined>; text: string };

type Ask = { body?: unknown; cookie?: string; headers?: Record<string, string> };

const agents = new Map<string, Agent>();

/** One request to the edge from an address of the network, such as 127.0.1.7: on Linux all of 127/8 is this machine. */
export function from(
	address: string,
	method: string,
	path: string,
	{ body, cookie, headers }: Ask = {},
): Promise<Heard> {
	const agent = agents.get(address) ?? new Agent({ keepAlive: true, maxSockets: 64 });
	agents.set(address, agent);
	return new Promise((done, fail) => {
		const sent = request(
			{
				...{ host: "127.0.0.1", port: edgePort, localAddress: address, agent, method, path },
				headers: {
					host: edgeHost,
					...(method === "POST" && {
						origin: `http://${edgeHost}`,
						"content-type": "application/json",
						"idempotency-key": randomUUID(),
					}),
					...(cookie && { cookie }),
					...headers,
				},
			},
			(answer) => {
				let text = "";
				answer.setEncoding("utf8");
				answer.on("data", (chunk) => (text += chunk));
				answer.on("end", () => done({ status: answer.statusCode ?? 0, headers: answer.headers, text }));
			},
		);
		sent.once("error", fail);
		sent.end(body === undefined ? undefined : JSON.stringify(body));
	});
}

/** The cookies that an answer sets, as a browser sends them back. */
export const cookiesOf = ({ headers }: Heard): string =>
	[headers["set-cookie"] ?? []]
		.flat()
		.map((cookie) => cookie.split(";")[0])
		.join("; ");
