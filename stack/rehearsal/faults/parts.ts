import type { Door } from "../door.ts";
import type { Part } from "../part.ts";
import type { Rig } from "../rig.ts";

/** A part, or a door, of what is rehearsed; throws where there is none of that name. */
export function part(rig: Rig, name: string): Part {
	const found = rig.parts[name];
	if (!found) throw new Error(`There is no part ${name}.`);
	return found;
}

export function door(rig: Rig, name: string): Door {
	const found = rig.doors[name];
	if (!found) throw new Error(`There is no door ${name}.`);
	return found;
}
