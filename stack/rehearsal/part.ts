/** One server of the rehearsal, to be ended and started again as often as one likes. */
export type Part = {
	start(): Promise<void>;
	/** As an operator stops it: it may say farewell. */
	stop(): Promise<void>;
	/** As a power cut stops it. */
	kill(): Promise<void>;
};
