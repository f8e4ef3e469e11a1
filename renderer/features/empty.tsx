/** What stands where there is nothing: one line, one line why, one way on. */
export function Empty({
  title,
  text,
  children,
}: {
  title: string;
  text?: string;
  children?: React.ReactNode;
}) {
  return (
    <div className="empty">
      <h1 className="section">{title}</h1>
      {text === undefined ? null : <p>{text}</p>}
      {children}
    </div>
  );
}
