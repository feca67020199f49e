import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, expect, test } from "vitest";
import {
	fill,
	mountSmallDisk,
	relieve,
	unmountSmallDisk,
	whyNoSmallDisk,
} from "../../stack/rehearsal/small-disk.ts";

const disk = join(mkdtempSync(join(tmpdir(), "firstbell-test-")), "disk");
const large = Buffer.alloc(16 * 2 ** 20);

afterEach(() => {
	unmountSmallDisk(disk);
	rmSync(dirname(disk), { recursive: true, force: true });
});

test.skipIf(whyNoSmallDisk())("there is room on it, then none, then room again; and then it is gone", () => {
	mountSmallDisk(disk, { uid: 65_534, gid: 65_534 });
	expect(statSync(disk)).toMatchObject({ uid: 65_534, gid: 65_534 });
	writeFileSync(join(disk, "first"), large);
	fill(disk);
	expect(() => writeFileSync(join(disk, "second"), large)).toThrow("ENOSPC");
	relieve(disk);
	writeFileSync(join(disk, "second"), large);
	unmountSmallDisk(disk);
	expect(() => statSync(disk)).toThrow("ENOENT");
	// A second time it has nothing to do.
	unmountSmallDisk(disk);
});

test.runIf(process.getuid?.() !== 0)("whoever is not root is told why there can be none", () => {
	expect(whyNoSmallDisk()).toMatch(/^only root on Linux/);
});
