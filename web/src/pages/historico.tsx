import { screen } from "@/base/screen";
import { inShopFrame } from "@/frames/ShopFrame";
import { history } from "@/messages/history";
import { HistoricoScreen } from "@/screens/shop/historico/HistoricoScreen";

export default screen(HistoricoScreen, { texts: [history], frame: inShopFrame });
