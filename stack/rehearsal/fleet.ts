import type { Balancer } from "./balancer.ts";

/** The instances behind the balancer, `instance-1` and so on. */
export type Fleet = {
	/** Those that people are led to. */
	names(): string[];
	portOf(name: string): number;
	/** Starts one more, to which nobody is led yet. Gives its name. */
	grow(): Promise<string>;
	/** Leads people to these alone. Resolves when the others have answered all that they were asked. */
	lead(names: string[]): Promise<void>;
};

/** `led` are those that the balancer has led to from the beginning. */
export function fleet(options: {
	led: string[];
	portOf(name: string): number;
	start(name: string): Promise<void>;
	balancer: Balancer;
}): Fleet {
	const { portOf, start, balancer } = options;
	let { led } = options;
	let grown = led.length;
	return {
		names: () => led,
		portOf,
		async grow() {
			grown++;
			const name = `instance-${grown}`;
			await start(name);
			return name;
		},
		async lead(names) {
			await balancer.lead(names.map(portOf));
			led = names;
		},
	};
}
