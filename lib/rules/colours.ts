/** What a type may be drawn in. Beside the schemas, which no browser needs. */
export const colours = ["blue", "green", "red", "orange", "purple", "teal", "pink", "grey"] as const;
