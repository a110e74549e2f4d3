/** Id of the form that saves the draft, for buttons elsewhere on the page. */
export const saveFormId = "save-draft";
