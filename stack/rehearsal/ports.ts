import { CannotStart } from "../cannot-start.ts";
import { isFree } from "../embedded/ports.ts";

/** What stands around the embedded stack's six ports, from ten above the edge's on. Each `door` leads to its neighbour. */
export const rehearsalPorts = (edge: number) => ({
	origin: edge + 10,
	pooler: edge + 11,
	standby: edge + 12,
	redis: edge + 13,
	redisDoor: edge + 14,
	primaryDoor: edge + 15,
	standbyDoor: edge + 16,
	control: edge + 17,
	smtpDoor: edge + 18,
	instance: (n: number) => edge + 20 + n,
});

/** Refuses in one sentence when one of these is in use. */
export async function checkFree(ports: number[]): Promise<void> {
	for (const port of ports)
		if (!(await isFree(port))) throw new CannotStart(`Port ${port} is taken: stop what uses it.`);
}
