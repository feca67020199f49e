import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { settings } from "./compose/settings.ts";
import { projectRoot } from "./embedded/data-folder.ts";

/** `npm run settings`: writes what `stack/compose/compose.yaml` mounts anew, for the instances that are in it. */
for (const [name, text] of Object.entries(settings())) {
	writeFileSync(join(projectRoot, "stack", "compose", name), text);
	console.log(`Written: stack/compose/${name}`);
}
