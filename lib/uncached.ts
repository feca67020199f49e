/** On an answer that is one person’s, or true for this moment alone: no edge and no browser keeps it. */
export const uncached = { "Cache-Control": "private, no-store" };
