import type { DeskType } from "@/lib/rules/type-schema";

/** What a type's colour looks like by day and by night. Decoration: its name is always said beside it. */
export const paints: Record<DeskType["colour"], string> = {
	blue: "light-dark(#2c6bb0, #82b4ec)",
	green: "light-dark(#2f7d4b, #7cc796)",
	red: "light-dark(#b03a3a, #ee9090)",
	orange: "light-dark(#b35a12, #eea766)",
	purple: "light-dark(#7448a8, #bd9ae6)",
	teal: "light-dark(#14757a, #6ec8cc)",
	pink: "light-dark(#ad3d78, #ec93bf)",
	grey: "light-dark(#66707a, #a5afb8)",
};

export const colours = Object.keys(paints) as DeskType["colour"][];
