import { startControl } from "./control.ts";
import { startRig } from "./rig.ts";

/** The rig for tests in another process, told by their environment; stopped when `work` is done. */
export async function withRig(
	options: { port: number; log: (line: string) => void },
	work: (env: Record<string, string>) => Promise<void>,
): Promise<void> {
	const rig = await startRig({ name: "edge", ...options });
	try {
		const control = await startControl(rig, options.port);
		try {
			await work({
				...rig.env,
				DATABASE_ADMIN_URL: rig.primaryAdminUrl(),
				STANDBY_ADMIN_URL: rig.standbyAdminUrl(),
				RIG_URL: control.url,
				INSTANCE_URLS: rig.instanceUrls.join(" "),
				ORIGIN_LOG: rig.originLog,
			});
		} finally {
			await control.stop();
		}
	} finally {
		await rig.stop();
	}
}
