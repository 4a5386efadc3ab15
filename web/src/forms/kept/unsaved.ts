/** What the forms of a page hold that is not saved. Reads and writes the document only. */

/** Forms that write for a member or an administrator; searches and the log-out are none. */
export function isPersonal(form: HTMLFormElement): boolean {
  return /^\/api\/(account|admin)\//.test(form.getAttribute("action") ?? "");
}

/** Forms with something typed, ticked or chosen that the page did not come with. */
export function dirtyForms(): HTMLFormElement[] {
  return [...document.forms].filter((form) => isPersonal(form) && isDirty(form));
}

/** Tells whether leaving would lose something: also what came back from a refusal and is still not saved. */
export function holdsUnsaved(besides?: HTMLFormElement): boolean {
  return (
    dirtyForms().some((form) => form !== besides) ||
    (!besides && document.querySelector("#notice[data-unsaved]") !== null)
  );
}

/** Tells whether a form holds something that the page did not come with. */
export function isDirty(form: HTMLFormElement): boolean {
  return [...form.elements].some((field) => {
    if (field instanceof HTMLTextAreaElement) return field.value !== field.defaultValue;
    if (field instanceof HTMLSelectElement) return field.value !== storedIn(field);
    if (!(field instanceof HTMLInputElement) || field.type === "hidden") return false;
    if (field.type === "checkbox" || field.type === "radio") {
      return field.checked !== field.defaultChecked;
    }
    return field.value !== field.defaultValue;
  });
}

/** Shows what is stored in a form that was saved. */
export function takeStored(form: HTMLFormElement): void {
  form.reset();
  for (const field of form.elements) if (field instanceof HTMLSelectElement) choose(field);
}

/** Choices that were not touched: React leaves them as they were when another value is stored. */
export function untouchedChoices(): HTMLSelectElement[] {
  return [...document.querySelectorAll("select")].filter(
    (field) => field.form !== null && isPersonal(field.form) && field.value === storedIn(field),
  );
}

/** Makes a choice what is stored now. */
export function choose(field: HTMLSelectElement): void {
  const { stored } = field.dataset;
  if (stored === undefined) return;
  for (const option of field.options) {
    option.defaultSelected = option.value === stored;
    option.selected = option.value === stored;
  }
}

function storedIn(field: HTMLSelectElement): string {
  if (field.dataset.stored !== undefined) return field.dataset.stored;
  const options = [...field.options];
  return (options.find((option) => option.defaultSelected) ?? options[0])?.value ?? "";
}

/** A hidden field of a form: its version, what it writes to. */
export function hiddenIn(form: HTMLFormElement, name: string): string | null {
  const field = form.elements.namedItem(name);
  return field instanceof HTMLInputElement && field.type === "hidden" ? field.value : null;
}
