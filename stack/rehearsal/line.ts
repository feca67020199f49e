import { connect, type Socket } from "node:net";

type Hear = (status: number, head: string, body: string) => void;

/**
 * One connection that is kept, for whole requests one after the other. A bare socket, since Node's own client costs as
 * much as what it would measure. A line that breaks says status 0, once, and is of no more use.
 */
export class Line {
	private readonly socket: Socket;
	private said = "";

	constructor(port: number, hear: Hear, from?: string) {
		this.socket = connect({ port, host: "127.0.0.1", noDelay: true, localAddress: from });
		this.socket.setEncoding("latin1");
		this.socket.on("error", () => {});
		this.socket.once("close", () => hear(0, "", ""));
		this.socket.on("data", (text: string) => {
			this.said += text;
			const whole = parse(this.said);
			if (!whole) return;
			this.said = "";
			hear(whole.status, whole.head, whole.body);
		});
	}

	send(request: string): void {
		this.socket.write(request);
	}

	close(): void {
		this.socket.destroy();
	}
}

/** An answer that has come to its end; undefined while more is to come. The body of a chunked one keeps its marks. */
function parse(said: string): { status: number; head: string; body: string } | undefined {
	const end = said.indexOf("\r\n\r\n");
	if (end < 0) return undefined;
	const head = said.slice(0, end);
	const status = Number(head.slice(9, 12));
	const body = said.slice(end + 4);
	if (status === 304 || status === 204) return { status, head, body: "" };
	const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1];
	const whole = length ? body.length >= Number(length) : body.endsWith("0\r\n\r\n");
	return whole ? { status, head, body } : undefined;
}
