/** One labelled input with its help and its error. */
import type { ComponentProps, ReactNode } from "react";
import { controlProps, Labelled, type Labels } from "./labelled.tsx";

interface FieldProps extends Labels, Omit<ComponentProps<"input">, "id" | "name"> {
  /** Is shown inside the input's frame, after it. */
  children?: ReactNode;
}

/** Draws an input; what is not about its texts goes to the element itself. */
export function Field({ name, id, label, optional, help, error, children, ...input }: FieldProps) {
  const texts = { name, id, label, optional, help, error };
  return (
    <Labelled {...texts}>
      <input {...input} {...controlProps(texts)} />
      {children}
    </Labelled>
  );
}
