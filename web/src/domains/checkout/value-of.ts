/** Reads a field's value of the checkout as it was typed, or as it is known. */
export type ValueOf = (name: string, known?: string) => string;
