/** The stylesheet's entry for the build; it becomes `connections-kit/styles.css`. */
import './styles.css';
