import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { afterEach, expect, test } from "vitest";
import { type Door, startDoor } from "../../stack/rehearsal/door.ts";

const closing: (() => unknown)[] = [];
afterEach(async () => {
	for (const close of closing.splice(0).reverse()) await close();
});

/** A server that says its name to everybody who comes, and then what they say. */
async function server(name: string): Promise<number> {
	const sockets = new Set<Socket>();
	const made = createServer((socket) => {
		sockets.add(socket);
		socket.on("error", () => {});
		socket.write(`${name} `);
		socket.pipe(socket);
	}).listen(0, "127.0.0.1");
	await once(made, "listening");
	closing.push(() => {
		for (const socket of sockets) socket.destroy();
		made.close();
	});
	return (made.address() as AddressInfo).port;
}

async function doorTo(to: number): Promise<{ door: Door; port: number }> {
	const port = await freePort();
	const door = await startDoor({ port, to });
	closing.push(door.stop);
	return { door, port };
}

async function freePort(): Promise<number> {
	const server = createServer().listen(0, "127.0.0.1");
	await once(server, "listening");
	const { port } = server.address() as AddressInfo;
	server.close();
	await once(server, "close");
	return port;
}

function visit(port: number): { socket: Socket; heard: Promise<string>; gone: Promise<unknown> } {
	const socket = connect(port, "127.0.0.1")
		.setEncoding("utf8")
		.on("error", () => {});
	closing.push(() => socket.destroy());
	const gone = new Promise((done) => socket.once("close", () => done("gone")));
	const heard = new Promise<string>((done) => {
		socket.once("data", (text) => done(String(text)));
		socket.once("close", () => done(""));
	});
	return { socket, heard, gone };
}

test("who comes after it was led elsewhere meets the other, and who was inside is cut", async () => {
	const { door, port } = await doorTo(await server("old"));
	const before = visit(port);
	expect(await before.heard).toBe("old ");
	door.to(await server("new"));
	expect(await before.gone).toBe("gone");
	expect(await visit(port).heard).toBe("new ");
});

test("led to where nobody is, it turns people away, until it is led to somebody", async () => {
	const { door, port } = await doorTo(await server("old"));
	door.to(await freePort());
	expect(await visit(port).heard).toBe("");
	door.to(await server("new"));
	expect(await visit(port).heard).toBe("new ");
});

test("a shut door stays shut wherever it leads", async () => {
	const { door, port } = await doorTo(await server("old"));
	door.shut();
	door.to(await server("new"));
	expect(await visit(port).heard).toBe("");
	door.open();
	expect(await visit(port).heard).toBe("new ");
});
