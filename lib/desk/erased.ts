/** Whose booking it is; both null once they had themselves erased. */
export type Who = { name: string | null; email: string | null };

/** What stands in a list for a name that is no more. */
export const erasedName = "Erased";
