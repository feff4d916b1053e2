// Opened after a code, or by the link of the same e-mail: only the browser knows who is there.
export const ssr = false;
