// oxlint-disable-next-line typescript/ban-ts-comment
// @ts-nocheck: `npm run bench` alone installs what it imports.
/** The same rows in AG Grid: one column, whose cells are drawn as the rows of the other lists. */
import { ClientSideRowModelModule, createGrid, ModuleRegistry } from 'ag-grid-community';

ModuleRegistry.registerModules([ClientSideRowModelModule]);

/** @param draw the markup of a row @returns takes the grid away */
export function showGrid<Row>(element: HTMLElement, rows: readonly Row[], draw: (row: Row) => string): () => void {
  const grid = createGrid<Row>(element, {
    rowData: [...rows],
    rowHeight: 67,
    headerHeight: 0,
    columnDefs: [
      {
        flex: 1,
        cellRenderer({ data }: { data: Row }) {
          const cell = document.createElement('div');
          cell.innerHTML = draw(data);
          return cell;
        },
      },
    ],
  });
  return () => grid.destroy();
}
