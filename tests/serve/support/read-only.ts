import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { dirname } from "node:path";

/**
 * Runs a command as a container with a read-only root does: the app at /srv, this Node at /media, both to be read alone like
 * all else, only /tmp to be written to, and as a user who owns nothing. For root on Linux.
 */
export function runReadOnly(app: string, command: string[], env: Record<string, string>): ChildProcess {
	const script = `set -e
		root=/mnt
		mount --bind / $root && mount -o remount,bind,ro $root
		mount -t tmpfs -o size=64m,mode=1777 tmp $root/tmp
		mount --bind "$APP" $root/srv && mount -o remount,bind,ro $root/srv
		mount --bind "$NODE" $root/media && mount -o remount,bind,ro $root/media
		mount --bind /dev $root/dev && mount --rbind /proc $root/proc
		cd $root/srv
		exec chroot $root setpriv --reuid=65534 --regid=65534 --clear-groups --no-new-privs \
			env -i -C /srv PATH=/media:/usr/bin:/bin "$@"`;
	const words = Object.entries(env).map(([name, value]) => `${name}=${value}`);
	return spawn(
		"unshare",
		["--mount", "--propagation", "private", "sh", "-c", script, "sh", ...words, ...command],
		{
			stdio: ["ignore", "pipe", "pipe"],
			env: { ...process.env, APP: app, NODE: dirname(process.execPath) },
		},
	);
}

/** Why nothing can be run so on this machine; undefined where it can. */
export function whyNotReadOnly(): string | undefined {
	if (process.getuid?.() !== 0) return "only root can make a root that is read-only";
	const { status } = spawnSync("unshare", ["--mount", "--propagation", "private", "setpriv", "--version"]);
	return status === 0 ? undefined : "there is no unshare or setpriv here";
}
